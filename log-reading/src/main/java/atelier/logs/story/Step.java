package atelier.logs.story;

import atelier.logs.clickhouse.RowReader;
import atelier.logs.octets.Octets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a story.
 *
 * @param cause the id of the event or request that led to it; empty when it does not say
 * @param correlation the same on everything that one request led to
 * @param subject the aggregate that it is about
 * @param sequence its place among the events of the subject in the topic; 0 when it does not say
 * @param value null for a tombstone; perhaps only its beginning
 */
public record Step(
        Instant time,
        String topic,
        long partition,
        long offset,
        Octets type,
        @Nullable Octets key,
        String status,
        String event,
        String cause,
        String correlation,
        String subject,
        long sequence,
        Octets source,
        @Nullable Octets value) {

    static final String SOURCES =
            "event_time, topic, kafka_partition, kafka_offset, event_type, key, status, event_id, header_names, header_values, is_tombstone, value";

    /** In the order of {@link #read}, made of the sources. */
    static final String EXPRESSIONS =
            "toUnixTimestamp64Milli(event_time), toString(topic), kafka_partition, toInt64(kafka_offset), toString(event_type),"
                    + " key, toString(status), event_id, " + header("ce_causationid") + ", "
                    + header("ce_correlationid") + ", " + header("ce_subject")
                    + ", toInt64OrZero(" + header("ce_sequence") + "), " + header("ce_source")
                    + ", if(is_tombstone, NULL, substring(value, 1, {cut:Int64}))";

    private static String header(String name) {
        return "ifNull(header_values[indexOf(header_names, '" + name + "')], '')";
    }

    static Step read(RowReader in) {
        return new Step(
                Instant.ofEpochMilli(in.int64()),
                in.text(),
                in.uint32(),
                in.int64(),
                in.string(),
                in.nullableString(),
                in.text(),
                id(in),
                id(in),
                id(in),
                id(in),
                in.int64(),
                in.string(),
                in.nullableString());
    }

    private static String id(RowReader in) {
        Octets id = in.string();
        String text = id.text();
        return text == null ? id.base64() : text;
    }

    /** Where it is in Kafka. */
    String place() {
        return topic + "/" + partition + "/" + offset;
    }
}
