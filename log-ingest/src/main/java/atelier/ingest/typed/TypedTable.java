package atelier.ingest.typed;

import java.util.List;
import java.util.stream.Stream;

/**
 * What belongs to a typed table, what fits it, and how a record becomes a row.
 *
 * @param types which event types of the topics belong to it, a condition in SQL
 * @param eventTime from the record
 * @param own its own columns, after those that all typed tables have
 */
record TypedTable(
        String name, List<String> topics, String types, String eventTime, List<Column> own, List<Check> checks) {

    static final String ANY_TYPE = "1";

    private static final List<String> OF_THE_RECORD = List.of(
            "ingested_at", "topic", "topic_id", "kafka_partition", "kafka_offset", "event_type", "event_id", "key");

    List<Column> columns() {
        Stream<Column> ofTheRecord = OF_THE_RECORD.stream().map(name -> new Column(name, name));
        return Stream.of(
                        ofTheRecord,
                        Stream.of(
                                new Column("event_time", eventTime),
                                // A log line says its trace itself, an event in its envelope.
                                new Column("trace_id", "if(trace_id = '', " + Json.text("trace_id") + ", trace_id)")),
                        own.stream())
                .flatMap(columns -> columns)
                .toList();
    }

    String belongs() {
        return "topic IN " + Json.list(topics) + " AND (" + types + ")";
    }
}
