package atelier.delivery.consuming;

import atelier.delivery.outbox.Cause;
import atelier.events.Envelope;
import atelier.events.Event;
import atelier.events.EventCodec;
import atelier.events.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as a handler gets it.
 *
 * @param eventId what the inbox knows it by, see {@link #eventId(ConsumerRecord, Envelope)}
 * @param key the record's key as UTF-8
 * @param received the event, or that it is none that is known here
 */
public record ReceivedRecord(
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        @Nullable String key,
        String eventId,
        Received received) {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** An index entry of PostgreSQL holds 2,700 bytes at most; nobody needs an id as long as that. */
    private static final int MAX_ID_CHARS = 300;

    /** The event, if it is one of that kind. */
    public <T extends Event> Optional<T> event(Class<T> kind) {
        return received instanceof Received.Known known && kind.isInstance(known.event())
                ? Optional.of(kind.cast(known.event()))
                : Optional.empty();
    }

    /** What to give on as the cause of anything that is said because of this record. */
    public Cause cause() {
        Envelope envelope = received.envelope();
        return envelope == null ? new Cause(eventId, eventId, null) : Cause.of(envelope);
    }

    /** Where it is, for people: topic/partition/offset. */
    public String coordinates() {
        return topic + '/' + partition + '/' + offset;
    }

    static ReceivedRecord of(EventCodec codec, ConsumerRecord<byte[], byte[]> record) {
        Received received = codec.read(headers(record), record.value());
        byte @Nullable [] key = record.key();
        return new ReceivedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                key == null ? null : new String(key, StandardCharsets.UTF_8),
                eventId(record, received.envelope()),
                received);
    }

    /**
     * What makes an event the same one. A UUID is that alone. Any other id is unique within its source only, as CloudEvents has it. Without a usable id it is the place of
     * the record, with its time, because a topic that was deleted and made anew counts its offsets from 0 again.
     */
    static String eventId(ConsumerRecord<byte[], byte[]> record, @Nullable Envelope envelope) {
        if (envelope != null) {
            String id = UUID.matcher(envelope.id()).matches()
                    ? envelope.id()
                    : record.topic() + '|' + envelope.source() + '|' + envelope.id();
            if (id.length() <= MAX_ID_CHARS && id.codePoints().allMatch(ReceivedRecord::storable)) {
                return id;
            }
        }
        return record.topic() + '/' + record.partition() + '/' + record.offset() + '@' + record.timestamp();
    }

    /** A lone half of a surrogate pair is stored as a question mark, and would not be found again. */
    private static boolean storable(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }

    /** Headers by name, of repeated ones the last; those without a value are left out. */
    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
