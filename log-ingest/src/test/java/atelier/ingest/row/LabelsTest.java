package atelier.ingest.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void readsTheEnvelopeFromHeaders() {
        ConsumerRecord<byte[], byte[]> record = record("orders", "{\"event\":\"ignored\"}");
        header(record, "ce_type", "order.created");
        header(record, "ce_id", "01930d3c");
        header(record, "traceparent", TRACE);

        assertThat(Labels.of(record))
                .isEqualTo(new Labels(
                        "order.created",
                        "01930d3c",
                        "4bf92f3577b34da6a3ce929d0e0e4736",
                        Status.SUCCESS,
                        "",
                        List.of("4bf92f3577b34da6a3ce929d0e0e4736")));
    }

    @Test
    void readsAStructuredCloudEventWhenThereAreNoHeaders() {
        Labels labels = Labels.of(record("orders", """
                {"data":{"type":"inner"},"type":"order.failed","id":"7","specversion":"1.0","traceparent":"%s"}""".formatted(TRACE)));

        assertThat(labels)
                .isEqualTo(new Labels(
                        "order.failed",
                        "7",
                        "4bf92f3577b34da6a3ce929d0e0e4736",
                        Status.FAILED,
                        "",
                        List.of("7", "4bf92f3577b34da6a3ce929d0e0e4736")));
    }

    @Test
    void readsTheNameOfAPlainEvent() {
        assertThat(Labels.of(record("business-events", "{\"event\":\"user_registered\",\"data\":{\"event\":\"no\"}}"))
                        .eventType())
                .isEqualTo("user_registered");
    }

    @Test
    void doesNotTakeAnyFieldNamedTypeForTheTypeOfAnEvent() {
        assertThat(Labels.of(record("things", "{\"type\":\"chair\",\"id\":\"9\"}")))
                .isEqualTo(new Labels("", "", "", Status.SUCCESS, "", List.of("9")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{\"a\":1}}", "1 2", "[1,]", "nul", "{\"a\":1} x", "\"open", "{'a':1}", "\u0000"})
    void callsInvalidWhatIsNotJson(String value) {
        Labels labels = Labels.of(record("orders", value));

        assertThat(labels.status()).isEqualTo(Status.INVALID);
        assertThat(labels.error()).startsWith("not JSON: ").doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "null", "1", "\"text\"", " {\"a\":[{\"b\":null}]} ", "{\"a\":1,\"a\":2}", "1e999999"
            })
    void acceptsAnyJsonValue(String value) {
        assertThat(Labels.of(record("orders", value)).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void acceptsJsonThatIsDeepAndLong() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String longString = "\"" + "x".repeat(30_000_000) + "\"";

        assertThat(Labels.of(record("orders", deep)).error()).isEmpty();
        assertThat(Labels.of(record("orders", longString)).error()).isEmpty();
    }

    @Test
    void callsInvalidWhatIsNotUtf8() {
        byte[] latin = {'"', (byte) 0xE9, '"'};

        assertThat(Labels.of(new ConsumerRecord<>("orders", 0, 0, null, latin)).status())
                .isEqualTo(Status.INVALID);
    }

    @Test
    void doesNotExpectJsonWhereAnotherContentTypeIsSaid() {
        ConsumerRecord<byte[], byte[]> record = record("orders", "hello");
        header(record, "content-type", "text/plain");

        assertThat(Labels.of(record).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void callsATombstoneATombstoneOnEveryTopic() {
        assertThat(Labels.of(record("orders.workers.dlq", null)).status()).isEqualTo(Status.TOMBSTONE);
    }

    @Test
    void callsFailedWhatIsOnADeadLetterTopicOrSaysSo() {
        ConsumerRecord<byte[], byte[]> sms = record("notifications", "{}");
        header(sms, "ce_type", "sms.failed");

        assertThat(Labels.of(sms).status()).isEqualTo(Status.FAILED);
        assertThat(Labels.of(record("orders.workers.dlq", "broken {")).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void cutsLabelsThatAreTooLongToSearchBy() {
        ConsumerRecord<byte[], byte[]> record = record("orders", "{}");
        header(record, "ce_type", "t".repeat(100_000));
        record.headers().add("ce_id", null);

        assertThat(Labels.of(record).eventType()).hasSize(256);
        assertThat(Labels.of(record).eventId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00-4bf92f35", "00x4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
    void takesNoTraceIdFromABrokenTraceparent(String traceparent) {
        ConsumerRecord<byte[], byte[]> record = record("orders", "{}");
        header(record, "traceparent", traceparent);

        assertThat(Labels.of(record).traceId()).isEmpty();
    }

    @Test
    void collectsTheIdsThatARecordIsFoundBy() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("orders", 0, 0, bytes("order_1"), bytes("""
                {"order_id":"order_1","userId":7,"items":[{"design_id":"design_2","id":null},{"design_id":"design_3"}],"idea":"no"} broken"""));
        header(record, "ce_subject", "order_1");
        header(record, "ce_correlationid", "request_9");
        header(record, "traceparent", TRACE);

        assertThat(Labels.of(record).ids())
                .containsExactly(
                        "order_1", "request_9", "7", "design_2", "design_3", "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void keepsFewAndShortIds() {
        String many = "[" + "{\"id\":\"x\"},".repeat(10) + "{\"id\":\"" + "y".repeat(1000) + "\"}";
        StringBuilder different = new StringBuilder(many);
        for (int i = 0; i < 1000; i++) {
            different.append(",{\"id\":").append(i).append('}');
        }
        assertThat(Labels.of(record("orders", different + "]")).ids())
                .hasSize(48)
                .startsWith("x", "0");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, @Nullable String value) {
        return new ConsumerRecord<>(topic, 0, 0, null, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static void header(ConsumerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
