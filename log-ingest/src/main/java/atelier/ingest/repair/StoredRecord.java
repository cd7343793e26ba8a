package atelier.ingest.repair;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A record as the table has it. */
final class StoredRecord {

    private final long offset;
    private final @Nullable Long timestamp;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    /** @param timestamp in milliseconds; null if Kafka had none */
    private StoredRecord(
            long offset,
            @Nullable Long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            List<Header> headers) {
        this.offset = offset;
        this.timestamp = timestamp;
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    long offset() {
        return offset;
    }

    static final String COLUMNS =
            "kafka_offset, kafka_timestamp, toInt8(event_time_type), key, value, is_tombstone, header_names, header_values";

    /** From RowBinary, where numbers are little endian and lengths LEB128. */
    static StoredRecord read(ByteBuffer in) {
        long offset = in.getLong();
        long timestamp = in.getLong();
        boolean timed = in.get() >= 0;
        byte[] key = in.get() == 1 ? null : bytes(in);
        byte[] value = bytes(in);
        boolean tombstone = in.get() == 1;
        List<String> names = new ArrayList<>();
        for (int rest = length(in); rest > 0; rest--) {
            names.add(new String(bytes(in), StandardCharsets.UTF_8));
        }
        List<Header> headers = new ArrayList<>();
        int count = length(in);
        for (int i = 0; i < count; i++) {
            headers.add(new RecordHeader(names.get(i), in.get() == 1 ? null : bytes(in)));
        }
        return new StoredRecord(
                offset, timed && timestamp >= 0 ? timestamp : null, key, tombstone ? null : value, headers);
    }

    ProducerRecord<byte[], byte[]> to(String topic, int partition) {
        return new ProducerRecord<>(topic, partition, timestamp, key, value, headers);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }

    private static int length(ByteBuffer in) {
        int length = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte part = in.get();
            length |= (part & 0x7f) << shift;
            if (part >= 0) {
                return length;
            }
        }
        throw new IllegalStateException("a length of more than 32 bits");
    }
}
