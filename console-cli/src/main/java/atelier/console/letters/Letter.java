package atelier.console.letters;

import atelier.console.text.Visible;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.octets.Json;
import atelier.logs.octets.Octets;
import atelier.logs.time.Stamp;
import java.time.Instant;

/**
 * A record that does not fit a typed table.
 *
 * @param found instead of what is expected of the field
 * @param changedAt when it was judged last, or someone decided about it
 * @param note why it was discarded
 */
record Letter(
        String table,
        String topic,
        String topicId,
        long partition,
        long offset,
        Instant eventTime,
        Octets eventType,
        Octets eventId,
        String field,
        Octets found,
        String expected,
        String state,
        long attempts,
        Instant changedAt,
        String changedBy,
        String note) {

    static final String TABLE = "ingest_dead_letters";

    static final String COLUMNS =
            "target_table, topic, toString(topic_id), toInt64(kafka_partition), toInt64(kafka_offset),"
                    + " toUnixTimestamp64Milli(event_time), event_type, event_id, field, found, expected, state, toInt64(attempts),"
                    + " toUnixTimestamp64Milli(toDateTime64(changed_at, 3)), changed_by, note";

    /** In words, as lists show it and filters look for it. */
    static final String REASON = "concat(toString(field), ': ', found, '; expected ', toString(expected))";

    static Letter read(RowReader in) {
        return new Letter(
                in.text(),
                in.text(),
                in.text(),
                in.int64(),
                in.int64(),
                Instant.ofEpochMilli(in.int64()),
                in.string(),
                in.string(),
                in.text(),
                in.string(),
                in.text(),
                in.text(),
                in.int64(),
                Instant.ofEpochMilli(in.int64()),
                in.text(),
                in.text());
    }

    /** What people name it by. */
    String place() {
        return topic + "/" + partition + "/" + offset;
    }

    String reason() {
        return field + ": " + Visible.line(found) + "; expected " + expected;
    }

    void write(Json json) {
        json.open('{')
                .name("table")
                .text(table)
                .name("topic")
                .text(topic)
                .name("topic_id")
                .text(topicId)
                .name("partition")
                .number(partition)
                .name("offset")
                .number(offset)
                .name("event_time")
                .text(Stamp.utc(eventTime))
                .field("event_type", eventType)
                .field("event_id", eventId)
                .name("field")
                .text(field)
                .field("found", found)
                .name("expected")
                .text(expected)
                .name("state")
                .text(state)
                .name("attempts")
                .number(attempts)
                .name("changed_at")
                .text(Stamp.utc(changedAt))
                .name("changed_by")
                .text(changedBy)
                .name("note")
                .text(note)
                .close('}');
    }
}
