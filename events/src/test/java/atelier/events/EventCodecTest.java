package atelier.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final String DATA =
            "{\"order_id\":\"o1\",\"user_id\":42,\"reason\":\"r\",\"held_at\":\"2026-11-20T10:15:30Z\",\"later\":{}}";

    private final EventCodec codec = new EventCodec();

    @Test
    void takesANumberAsUserIdAndIgnoresFieldsOfALaterVersion() {
        assertThat(read(Map.of("ce_type", "order.on_hold"), DATA))
                .isInstanceOfSatisfying(Received.Known.class, known -> {
                    assertThat(known.envelope()).isNull();
                    assertThat(known.event())
                            .isInstanceOfSatisfying(OrderEvent.OnHold.class, event -> assertThat(event.userId())
                                    .isEqualTo("42"));
                });
    }

    @Test
    void readsStructuredCloudEvents() {
        String value = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"type\":\"order.on_hold\",\"source\":\"shop\","
                + "\"time\":\"2026-11-20T11:15:30+01:00\",\"sequence\":7,\"data\":" + DATA + "}";
        assertThat(read(Map.of("content-type", "application/cloudevents+json"), value))
                .isInstanceOfSatisfying(Received.Known.class, known -> assertThat(known.envelope())
                        .isEqualTo(new Envelope(
                                "e1",
                                "order.on_hold",
                                "shop",
                                null,
                                EnvelopeHeaders.time("2026-11-20T10:15:30Z"),
                                null,
                                null,
                                null,
                                7L)));
    }

    @Test
    void readsPlainEventAndDataWithoutAnId() {
        assertThat(read(Map.of(), "{\"event\":\"order.on_hold\",\"channel\":\"x\",\"data\":" + DATA + "}"))
                .isInstanceOfSatisfying(Received.Known.class, known -> {
                    assertThat(known.envelope()).isNull();
                    assertThat(known.event().aggregateId()).isEqualTo("o1");
                });
    }

    @Test
    void callsATypeThatNobodyKnowsUnknownAndKeepsItsEnvelope() {
        assertThat(read(Map.of("ce_id", "e1", "ce_type", "course_enrolled"), "{}"))
                .isInstanceOfSatisfying(Received.Unknown.class, unknown -> {
                    assertThat(unknown.type()).isEqualTo("course_enrolled");
                    assertThat(unknown.envelope()).extracting(Envelope::id).isEqualTo("e1");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{} {}",
                "{\"order_id\":null}",
                "{\"order_id\":\"o1\",\"user_id\":\"u\",\"currency\":\"USD\",\"items\":[],\"created_at\":\"2026-11-20T10:15:30Z\"}",
                "{\"order_id\":\"o1\",\"user_id\":\"u\",\"total\":19.99,\"currency\":\"USD\",\"items\":[],\"created_at\":\"2026-11-20T10:15:30Z\"}",
                "{\"order_id\":\"o1\",\"user_id\":\"u\",\"total\":1,\"currency\":\"USD\",\"items\":[],\"created_at\":\"yesterday\"}"
            })
    void callsDataThatDoesNotFitItsTypeUnknown(String value) {
        assertThat(read(Map.of("ce_id", "e1", "ce_type", "order.created"), value))
                .isInstanceOfSatisfying(Received.Unknown.class, unknown -> assertThat(unknown.type())
                        .isEqualTo("order.created"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "7", "\"x\"", "{\"event\":{}}", "\u0000\u0001"})
    void callsAValueThatIsNoEventUnknown(String value) {
        assertThat(read(Map.of(), value)).isInstanceOf(Received.Unknown.class);
    }

    @Test
    void callsATombstoneUnknown() {
        assertThat(read(Map.of("ce_type", "order.created"), null))
                .isInstanceOfSatisfying(Received.Unknown.class, unknown -> assertThat(unknown.reason())
                        .isEqualTo("tombstone"));
    }

    private Received read(Map<String, String> headers, @Nullable String value) {
        return codec.read(headers, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
