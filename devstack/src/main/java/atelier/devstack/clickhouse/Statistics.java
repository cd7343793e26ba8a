package atelier.devstack.clickhouse;

/** What a statement read, wrote and returned, as in {@code X-ClickHouse-Summary}. */
record Statistics(
        long readRows, long readBytes, long writtenRows, long writtenBytes, long resultRows, long resultBytes) {
    static final Statistics NONE = new Statistics(0, 0, 0, 0, 0, 0);

    Statistics plus(Statistics other) {
        return new Statistics(
                readRows + other.readRows,
                readBytes + other.readBytes,
                writtenRows + other.writtenRows,
                writtenBytes + other.writtenBytes,
                resultRows + other.resultRows,
                resultBytes + other.resultBytes);
    }

    /** JSON with numbers as strings, which is how ClickHouse sends them. */
    String summary(long elapsedNanos) {
        return "{\"read_rows\":\"" + readRows + "\",\"read_bytes\":\"" + readBytes + "\",\"written_rows\":\""
                + writtenRows
                + "\",\"written_bytes\":\"" + writtenBytes + "\",\"total_rows_to_read\":\"" + readRows
                + "\",\"result_rows\":\"" + (writtenRows > 0 ? writtenRows : resultRows) + "\",\"result_bytes\":\""
                + (writtenRows > 0 ? writtenBytes : resultBytes) + "\",\"elapsed_ns\":\"" + elapsedNanos + "\"}";
    }
}
