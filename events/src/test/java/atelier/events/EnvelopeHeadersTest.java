package atelier.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeHeadersTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:15:30.123Z");

    @Test
    void carryEveryAttributeThereAndBack() {
        Envelope envelope = new Envelope("e1", "order.created", "orders", "order_1", AT, "00-a-b-01", "c1", "p1", 3L);
        Map<String, String> headers = EnvelopeHeaders.write(envelope);
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", "e1")
                .containsEntry("ce_time", "2026-11-20T10:15:30.123Z")
                .containsEntry("ce_correlationid", "c1")
                .containsEntry("ce_causationid", "p1")
                .containsEntry("ce_sequence", "3")
                .containsEntry("traceparent", "00-a-b-01")
                .containsEntry("content-type", "application/json");
        assertThat(EnvelopeHeaders.read(headers)).isEqualTo(envelope);
    }

    @Test
    void leaveOutWhatIsNotKnown() {
        Envelope envelope = new Envelope("e1", "order.created", "orders", null, null, null, null, null, null);
        assertThat(EnvelopeHeaders.write(envelope))
                .containsOnlyKeys("ce_specversion", "ce_id", "ce_type", "ce_source", "content-type");
    }

    @Test
    void readNoEnvelopeWithoutIdOrType() {
        assertThat(EnvelopeHeaders.read(Map.of("ce_type", "order.created"))).isNull();
        assertThat(EnvelopeHeaders.read(Map.of("ce_id", "e1"))).isNull();
    }

    @Test
    void readPastATimeAndASequenceThatMakeNoSense() {
        assertThat(EnvelopeHeaders.read(
                        Map.of("ce_id", "e1", "ce_type", "t", "ce_time", "soon", "ce_sequence", "many")))
                .isEqualTo(new Envelope("e1", "t", "", null, null, null, null, null, null));
    }
}
