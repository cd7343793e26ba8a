package atelier.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.delivery.outbox.Cause;
import atelier.events.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReceivedRecordTest {
    private static final String UUID = "019a0000-0000-7000-8000-000000000001";

    @Test
    void isKnownByItsUuidWhoeverSaysItAgain() {
        assertThat(record(Map.of("ce_id", UUID, "ce_type", "t", "ce_source", "s"))
                        .eventId())
                .isEqualTo(UUID);
    }

    @Test
    void isKnownByItsIdWithinItsSourceIfThatIsNoUuid() {
        assertThat(record(Map.of("ce_id", "1", "ce_type", "t", "ce_source", "shop"))
                        .eventId())
                .isEqualTo("orders|shop|1")
                .isNotEqualTo(record(Map.of("ce_id", "1", "ce_type", "t", "ce_source", "other"))
                        .eventId());
    }

    @Test
    void isKnownByItsPlaceAndTimeIfItHasNoId() {
        assertThat(record(Map.of()).eventId()).isEqualTo("orders/2/42@-1");
    }

    @Test
    void causesUnderTheCorrelationThatItCameWith() {
        assertThat(record(Map.of("ce_id", UUID, "ce_type", "t", "ce_correlationid", "c", "traceparent", "tp"))
                        .cause())
                .isEqualTo(new Cause("c", UUID, "tp"));
    }

    @Test
    void beginsACorrelationIfItCameWithNone() {
        assertThat(record(Map.of("ce_id", UUID, "ce_type", "t")).cause()).isEqualTo(new Cause(UUID, UUID, null));
        assertThat(record(Map.of()).cause()).isEqualTo(new Cause("orders/2/42@-1", "orders/2/42@-1", null));
    }

    private static ReceivedRecord record(Map<String, String> headers) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("orders", 2, 42, new byte[0], new byte[0]);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return ReceivedRecord.of(new EventCodec(), record);
    }
}
