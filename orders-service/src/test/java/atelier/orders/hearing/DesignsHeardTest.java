package atelier.orders.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.DesignEvent;
import atelier.events.EnvelopeHeaders;
import atelier.events.EventCodec;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.testing.OutboxRows;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DesignsHeardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private Speaker speaker;

    @BeforeAll
    void start() {
        service = RunningService.start();
        speaker = service.speaker();
    }

    @AfterAll
    void stop() {
        speaker.close();
        service.close();
    }

    @Test
    void releasesAnOrderWhenItsDesignIsApproved() {
        String design = TypeId.next("design").toString();
        speaker.say(topic(), created(design, "pending"), 1);
        String order = order(design);

        String event = speaker.say(topic(), changed(design, "approved", "nice"), 2);

        awaitOnHold(order, false);
        assertThat(field(order, "reason")).isEqualTo(design + " is approved: nice");
        assertThat(field(order, "status")).isEqualTo("created");
        assertThat(service.outbox().typesOf(order))
                .containsExactly("order.created 1", "order.on_hold 2", "order.released 3");
        OutboxRows.Row released = service.outbox().of(order).getLast();
        assertThat(released.causationId()).isEqualTo(event);
        assertThat(released.correlationId()).isEqualTo("correlation-1");
        assertThat(service.outbox().notices(order))
                .extracting(notice -> notice.text("type"))
                .containsExactly("order_placed", "order_on_hold", "order_released");
        assertThat(answers(design)).isEqualTo("201 not on hold");
    }

    @Test
    void cancelsAnOrderWhenItsDesignIsRejectedOrArchived() {
        Stream.of("rejected", "archived").forEach(status -> {
            String design = TypeId.next("design").toString();
            String order = order(design);

            speaker.say(topic(), changed(design, status, "no\u0000pe"), 2);

            awaitOnHold(order, false);
            assertThat(field(order, "status")).isEqualTo("cancelled");
            assertThat(field(order, "reason")).isEqualTo(design + " is " + status + ": nope");
            assertThat(service.outbox().typesOf(order))
                    .containsExactly("order.created 1", "order.on_hold 2", "order.cancelled 3");
            assertThat(answers(design)).isEqualTo("422");
        });
    }

    @Test
    void cancelsAnOrderWhenItsDesignIsDeletedAndPassesEditsOver() {
        String design = TypeId.next("design").toString();
        String order = order(design);

        speaker.say(topic(), new DesignEvent.Updated(design, "u", "Owl", null, List.of("title"), Instant.now()), 2);
        speaker.say(topic(), new DesignEvent.Deleted(design, "u", "Owl", "pending", Instant.now()), 3);

        awaitOnHold(order, false);
        assertThat(field(order, "status")).isEqualTo("cancelled");
        assertThat(field(order, "reason")).isEqualTo(design + " is deleted");
        assertThat(answers(design)).isEqualTo("422");
    }

    @Test
    void waitsUntilTheLastDesignIsApproved() {
        String fox = TypeId.next("design").toString();
        String owl = TypeId.next("design").toString();
        String order = order(fox, owl);

        speaker.say(topic(), changed(fox, "approved", null), 2);
        await().atMost(PATIENCE).until(() -> answers(fox).equals("201 not on hold"));
        assertThat(field(order, "on_hold")).isEqualTo("true");
        speaker.say(topic(), changed(owl, "approved", null), 2);

        awaitOnHold(order, false);
        assertThat(service.outbox().typesOf(order))
                .containsExactly("order.created 1", "order.on_hold 2", "order.released 3");
    }

    @Test
    void takesARepeatedEventInOnceAndAnOlderOneNotAtAll() {
        String design = TypeId.next("design").toString();
        String order = order(design);
        DesignEvent approved = changed(design, "approved", null);
        String id = speaker.say(topic(), approved, 3);
        speaker.say(topic(), approved, 3, id);
        speaker.say(topic(), approved, 3);
        speaker.say(topic(), changed(design, "rejected", null), 2);
        awaitOnHold(order, false);
        // Same partition: when this one is known, all before it were seen.
        speaker.say(topic(), changed(design, "archived", null), 4);

        await().atMost(PATIENCE).until(() -> answers(design).equals("422"));
        assertThat(field(order, "status")).isEqualTo("created");
        assertThat(service.outbox().typesOf(order))
                .containsExactly("order.created 1", "order.on_hold 2", "order.released 3");
    }

    @Test
    void isNotStoppedByWhatARecordHolds() {
        String design = TypeId.next("design").toString();
        String order = order(design);
        Stream.of("", "{", "[]", "{\"event\":\"design.status_changed\",\"data\":{}}", "{\"event\":\"x\",\"data\":1}")
                .forEach(text -> speaker.publish(topic(), design, Map.of(), text.getBytes(StandardCharsets.UTF_8)));
        speaker.say(topic(), changed("design_\u0000", "approved", null), 1);
        speaker.say(topic(), changed(design, "unheard-of", null), 2);
        speaker.say(topic(), changed(design, "unknown", null), 2);
        speaker.publish(
                topic(),
                design,
                Map.of(
                        EnvelopeHeaders.ID,
                        "id \u0000 " + "x".repeat(5_000),
                        EnvelopeHeaders.TYPE,
                        "design.status_changed",
                        "ce_correlationid",
                        "c\u0000" + "y".repeat(5_000),
                        "traceparent",
                        "t\u0000",
                        EnvelopeHeaders.SEQUENCE,
                        "2"),
                new EventCodec().write(changed(design, "approved", "half a \ud800 pair")));

        awaitOnHold(order, false);
    }

    private String topic() {
        return service.topic(Topics.DESIGNS);
    }

    private static DesignEvent created(String design, String status) {
        return new DesignEvent.Created(design, "Fox", null, "u", status, Instant.now());
    }

    private static DesignEvent changed(String design, String status, @Nullable String reason) {
        return new DesignEvent.StatusChanged(design, "u", "Fox", "pending", status, reason, Instant.now());
    }

    private String order(String... designs) {
        return post(designs).get("id").asText();
    }

    private JsonNode post(String... designs) {
        String items = Stream.of(designs)
                .map(design -> "{\"design_id\":\"" + design + "\",\"quantity\":1,\"unit_price\":1}")
                .collect(Collectors.joining(","));
        return service.http()
                .post("/api/orders", "{\"user_id\":\"u\",\"items\":[" + items + "]}")
                .body();
    }

    /** What a new order of the design is told. */
    private String answers(String design) {
        JsonNode answer = post(design);
        return answer.has("on_hold")
                ? "201 " + (answer.get("on_hold").asBoolean() ? "" : "not ") + "on hold"
                : answer.get("status").asText();
    }

    private void awaitOnHold(String order, boolean expected) {
        await().atMost(PATIENCE).until(() -> field(order, "on_hold").equals(Boolean.toString(expected)));
    }

    private String field(String id, String field) {
        return service.http().get("/api/orders/" + id).body().get(field).asText();
    }
}
