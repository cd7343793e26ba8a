package atelier.logs.view;

import atelier.logs.view.LogColumn.Kind;
import java.util.List;

/** The table of all Kafka records, which need not be asked what it is. */
public final class KafkaLogs {

    public static final String NAME = "kafka_logs";

    private static final LogColumn TIME = plain("event_time", Kind.TIME);
    private static final LogColumn TOPIC = plain("topic", Kind.WORD);
    private static final LogColumn TYPE = plain("event_type", Kind.BYTES);
    private static final LogColumn STATUS = plain("status", Kind.WORD);
    private static final LogColumn KEY = plain("key", Kind.BYTES);
    private static final LogColumn VALUE =
            new LogColumn("value", Kind.BYTES, List.of("value", "is_tombstone"), "if(is_tombstone, NULL, value)");
    private static final LogColumn AT = new LogColumn(
            "at",
            Kind.WORD,
            List.of("kafka_partition", "kafka_offset"),
            "concat(toString(kafka_partition), '/', toString(kafka_offset))");

    private static final List<LogColumn> COLUMNS = List.of(
            TIME,
            plain("event_time_type", Kind.WORD),
            plain("kafka_timestamp", Kind.NUMBER),
            plain("ingested_at", Kind.TIME),
            TOPIC,
            plain("topic_id", Kind.WORD),
            plain("kafka_partition", Kind.NUMBER),
            plain("kafka_offset", Kind.NUMBER),
            TYPE,
            plain("event_id", Kind.BYTES),
            plain("trace_id", Kind.BYTES),
            STATUS,
            KEY,
            VALUE,
            plain("value_size", Kind.NUMBER),
            new LogColumn(
                    "headers",
                    Kind.HEADERS,
                    List.of("header_names", "header_values"),
                    "arrayZip(header_names, header_values)"),
            plain("attributes", Kind.ATTRIBUTES),
            plain("error", Kind.BYTES));

    private static final List<String> FILTERS = List.of(
            "topic", "status", "event_type", "key", "value", "event_id", "trace_id", "kafka_partition", "kafka_offset");

    /** Follows the sorting key (five minutes, topic, time, …) backwards, so that the newest rows are read first and only they. */
    private static final List<String> NEWEST_FIRST =
            List.of("toStartOfFiveMinutes(event_time)", "event_time", "topic", "kafka_partition", "kafka_offset");

    private KafkaLogs() {}

    public static LogTable in(String database) {
        return new LogTable(
                database,
                NAME,
                COLUMNS,
                List.of(TIME, TOPIC, AT, TYPE, KEY, STATUS, VALUE),
                FILTERS,
                "event_time",
                NEWEST_FIRST);
    }

    private static LogColumn plain(String name, Kind kind) {
        return new LogColumn(name, kind, List.of(name), name);
    }
}
