package atelier.console.logs;

import atelier.logs.clickhouse.RowReader;
import atelier.logs.octets.Octets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a line on the screen tells about a record.
 *
 * @param key null when the record has none, which is not the same as an empty one
 * @param value null for a tombstone; perhaps only its beginning
 * @param valueSize in bytes, of the whole value
 */
record LogRow(
        Instant time,
        String topic,
        long partition,
        long offset,
        Octets type,
        String status,
        @Nullable Octets key,
        @Nullable Octets value,
        long valueSize) {

    static final String COLUMNS =
            "event_time, topic, kafka_partition, kafka_offset, event_type, status, key, is_tombstone, value, value_size";

    /** In the order of {@link #read}. Keys and values are cut to what a screen can show: a value may be a megabyte. */
    static final String BEGINNINGS =
            expressions("substring(key, 1, {shown:Int64})", "substring(value, 1, {shown:Int64})");

    static final String WHOLE = expressions("key", "value");

    private static String expressions(String key, String value) {
        return "toUnixTimestamp64Milli(event_time), toString(topic), toUInt32(kafka_partition), toInt64(kafka_offset),"
                + " toString(event_type), toString(status), " + key + ", is_tombstone, " + value
                + ", toUInt32(value_size)";
    }

    static LogRow read(RowReader in) {
        Instant time = Instant.ofEpochMilli(in.int64());
        String topic = in.text();
        long partition = in.uint32();
        long offset = in.int64();
        Octets type = in.string();
        String status = in.text();
        Octets key = in.nullableString();
        boolean tombstone = in.uint8() == 1;
        Octets value = in.string();
        return new LogRow(time, topic, partition, offset, type, status, key, tombstone ? null : value, in.uint32());
    }
}
