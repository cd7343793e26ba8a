package atelier.console.logs;

import atelier.logs.clickhouse.RowReader;
import atelier.logs.octets.Octets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the store knows about a record.
 *
 * @param kafkaTimestamp in milliseconds since 1970, as the producer or broker said it, absurd or not
 * @param headers in the order of the record, repeats kept
 */
record WholeRow(
        LogRow row,
        Instant ingestedAt,
        String timeType,
        long kafkaTimestamp,
        String topicId,
        Octets eventId,
        Octets traceId,
        List<Pair> headers,
        List<Pair> attributes,
        Octets error) {

    /** A header or an attribute; a header's value can be null. */
    record Pair(Octets name, @Nullable Octets value) {}

    static final String COLUMNS = LogRow.COLUMNS
            + ", ingested_at, event_time_type, kafka_timestamp, topic_id, event_id, trace_id, header_names, header_values, attributes, error";

    /** In the order of {@link #read}. */
    static final String WHOLE = LogRow.WHOLE
            + ", toUnixTimestamp64Milli(ingested_at), toString(event_time_type), toInt64(kafka_timestamp), toString(topic_id),"
            + " toString(event_id), toString(trace_id), arrayZip(header_names, header_values), attributes, toString(error)";

    static WholeRow read(RowReader in) {
        return new WholeRow(
                LogRow.read(in),
                Instant.ofEpochMilli(in.int64()),
                in.text(),
                in.int64(),
                in.text(),
                in.string(),
                in.string(),
                in.array(() -> new Pair(in.string(), in.nullableString())),
                in.array(() -> new Pair(in.string(), in.string())),
                in.string());
    }
}
