package atelier.bench.ingest;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** A {@code kafka_logs} in a database of one drain's own. */
record LogTable(ClickHouse clickHouse, String database) {

    private static final long LOOK_NANOS = 100_000_000;
    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long LONGEST_NANOS = 600_000_000_000L;

    /** What a log is to have in common, whichever way it came in: not the topic's name, nor when and by whom. */
    private static final String CONTENT =
            "event_time, kafka_timestamp, kafka_partition, kafka_offset, event_type, event_id, trace_id,"
                    + " toString(status), assumeNotNull(key), value, is_tombstone, arrayStringConcat(header_names, ' '),"
                    + " arrayStringConcat(arrayMap(value -> assumeNotNull(value), header_values), ' '), error, arraySort(ids)";

    String name() {
        return database + ".kafka_logs";
    }

    /** An empty one with the definition of another, to the letter. */
    void createLike(LogTable other) throws IOException, InterruptedException {
        clickHouse.ask("CREATE DATABASE " + database);
        String definition = clickHouse.ask("SHOW CREATE TABLE " + other.name() + " FORMAT TSVRaw");
        clickHouse.ask(definition.replaceFirst("CREATE TABLE \\S+", "CREATE TABLE " + name()));
    }

    void truncate() throws IOException, InterruptedException {
        clickHouse.ask("TRUNCATE TABLE " + name() + " SYNC");
    }

    void drop() throws IOException, InterruptedException {
        clickHouse.ask("DROP DATABASE IF EXISTS " + database + " SYNC");
    }

    /** Rows that can be queried; cheap. */
    long rows() throws IOException, InterruptedException {
        return Long.parseLong(clickHouse.ask("SELECT sum(rows) FROM system.parts WHERE " + mine() + " AND active"));
    }

    /** Parts that INSERTs have made since the table was empty, and those that are left after merges. */
    record Parts(int made, int left) {}

    Parts parts() throws IOException, InterruptedException {
        String[] answer = clickHouse
                .ask("SELECT max(max_block_number) - min(min_block_number) + 1, count() FROM system.parts WHERE "
                        + mine() + " AND active")
                .split("\t", -1);
        return new Parts(Integer.parseInt(answer[0]), Integer.parseInt(answer[1]));
    }

    /**
     * @param bytes the sum of CRC-32 over all keys and values
     * @param all a hash over everything that does not depend on the way in
     */
    record Content(long rows, long bytes, String all) {}

    Content content() throws IOException, InterruptedException {
        String[] answer = clickHouse
                .ask("SELECT count(), sum(CRC32(value)) + sum(CRC32(assumeNotNull(key))), sum(cityHash64(" + CONTENT
                        + ")) FROM " + name())
                .split("\t", -1);
        return new Content(Long.parseLong(answer[0]), Long.parseLong(answer[1]), answer[2]);
    }

    /** Returns when the server has merged what it wants to: for two seconds nothing was merged and no part came or went. */
    void settle() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long since = begin;
        String last = "";
        while (System.nanoTime() - since < QUIET_NANOS) {
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                throw new IOException("merges of " + name() + " do not end");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            String now = clickHouse.ask("SELECT groupArray(name), (SELECT count() FROM system.merges) FROM"
                    + " (SELECT name FROM system.parts WHERE " + mine() + " AND active ORDER BY name)");
            if (!now.equals(last) || !now.endsWith("\t0")) {
                since = System.nanoTime();
                last = now;
            }
        }
    }

    void awaitRows(long wanted) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (rows() != wanted) {
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                throw new IOException(name() + " has " + rows() + " rows instead of " + wanted);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private String mine() {
        return "database = '" + database + "' AND table = 'kafka_logs'";
    }
}
