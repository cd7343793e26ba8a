package atelier.ingest.outbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What records say of where they come from, and whether the outbox there must know of them. */
final class Claims {

    private static final int LONGEST_NAME = 100;

    private final String source;
    private final byte[] sourceBytes;
    private final Instant keptFrom;
    private final Map<TopicPartition, Long> before;

    /**
     * @param keptFrom the time of the oldest row that was looked at
     * @param before where partitions ended before the rows were read
     */
    Claims(String source, Instant keptFrom, Map<TopicPartition, Long> before) {
        this.source = source;
        this.sourceBytes = source.getBytes(StandardCharsets.UTF_8);
        this.keptFrom = keptFrom;
        this.before = before;
    }

    String source() {
        return source;
    }

    /** Null unless the record says that it comes from this source. */
    byte @Nullable [] id(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(value(record, "ce_source"), sourceBytes) ? value(record, "ce_id") : null;
    }

    /** {@code ce_time} is the time of the row, so it tells whether the row is kept. */
    boolean mustBeKnown(ConsumerRecord<byte[], byte[]> record) {
        long end = before.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        byte[] time = value(record, "ce_time");
        if (time == null || record.offset() >= end) {
            return false;
        }
        try {
            Instant said = OffsetDateTime.parse(new String(time, StandardCharsets.UTF_8))
                    .toInstant();
            return !said.isBefore(keptFrom);
        } catch (DateTimeException e) {
            return false; // so it is not known when it was said
        }
    }

    String name(ConsumerRecord<byte[], byte[]> record) {
        byte[] id = value(record, "ce_id");
        String text = "event " + (id == null ? "" : new String(id, StandardCharsets.UTF_8));
        return text.substring(0, Math.min(text.length(), LONGEST_NAME)).replaceAll("\\p{Cntrl}", "?");
    }

    private static byte @Nullable [] value(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
