package atelier.ingest.row;

/** What the log says of a record at a glance; the first that applies, in this order. */
enum Status {
    /** A null value: the key is deleted. */
    TOMBSTONE("tombstone"),
    /** A record of a dead letter topic, or an event whose type ends in {@code .failed}. */
    FAILED("failed"),
    /** Said or assumed to be JSON and is not. */
    INVALID("invalid"),
    SUCCESS("success");

    private final String column;

    Status(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
