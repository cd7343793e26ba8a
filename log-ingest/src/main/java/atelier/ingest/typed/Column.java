package atelier.ingest.typed;

/** @param sql what it is filled with, from a row of {@code kafka_logs} and its JSON {@code d}; must not throw for any row */
record Column(String name, String sql) {}
