package atelier.designs.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.delivery.consuming.ReceivedRecord;
import atelier.events.EnvelopeHeaders;
import atelier.events.EventCodec;
import atelier.events.NotificationEvent;
import atelier.events.OrderEvent;
import atelier.events.Received;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.events.Uuid7;
import atelier.testing.RunningService;
import atelier.testing.Speaker;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsHeardTest {
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
    void countsAnOrderOnceForEachDesignThatItNames() {
        String fox = design();
        String owl = design();

        say(order(fox, owl));
        say(order(fox));

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(timesOrdered(fox)).isEqualTo(2);
            assertThat(timesOrdered(owl)).isEqualTo(1);
        });
    }

    @Test
    void countsARepeatedEventOnce() {
        String fox = design();
        OrderEvent.Created order = order(fox);
        String id = say(order);

        speaker.say(service.topic(Topics.ORDERS), order, 1, id);
        // In the same partition behind the repeated one: when it has counted, that one was seen.
        say(new OrderEvent.Created(order.orderId(), "u", 0, "USD", order(fox).items(), Instant.now()));

        await().atMost(PATIENCE).until(() -> timesOrdered(fox) >= 2);
        assertThat(timesOrdered(fox)).isEqualTo(2);
    }

    @Test
    void passesOverWhatItCannotUse() {
        String fox = design();
        OrderEvent.Created order = order(fox);
        String topic = service.topic(Topics.ORDERS);
        Stream.of("", "nonsense", "{\"event\":\"order.created\"}", "{\"event\":\"order.lost\",\"data\":{}}")
                .forEach(text ->
                        speaker.publish(topic, order.orderId(), Map.of(), text.getBytes(StandardCharsets.UTF_8)));
        speaker.publish(
                topic,
                order.orderId(),
                Map.of(EnvelopeHeaders.ID, "1", EnvelopeHeaders.TYPE, OrderEvent.Created.TYPE),
                "{\"order_id\":5}".getBytes(StandardCharsets.UTF_8));
        say(order("design_123", "\u0000", "design_01m7x9j32jegtvzxswv5yp5znk"));

        say(order);

        await().atMost(PATIENCE).until(() -> timesOrdered(fox) == 1);
    }

    @Test
    void keepsNotificationsThatCanBeKept() {
        String user = TypeId.next("user").toString();
        notify(user, "good");
        notify(user + "\u0000", "bad");
        notify("u".repeat(5_000), "bad");
        notify(user, "half a \ud800 pair");
        notify(user, "x".repeat(20_000));
        notify(user, "also good");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages(user)).containsExactly("good", "also good"));
    }

    @Test
    void keepsTheFirstOfSeveralNotificationsWithOneIdThoughTheyComeTogether() {
        String user = TypeId.next("user").toString();
        String id = TypeId.next("notification").toString();
        String odd = "a \"b\", {c} \\ 'd' NULL";
        List<ReceivedRecord> batch = Stream.of(
                        push(id, user, odd),
                        push(id, user, "said again"),
                        push(id + "\u0000", user, "bad"),
                        push(TypeId.next("notification").toString(), user, "null"))
                .map(EventsHeardTest::record)
                .toList();

        service.transactions().inTransaction(tx -> {
            service.bean(EventsHeard.class).prepare(tx, batch);
            return batch;
        });

        assertThat(messages(user)).containsExactlyInAnyOrder(odd, "null");
    }

    private static NotificationEvent.Push push(String id, String user, String message) {
        return new NotificationEvent.Push(id, user, "note", "t", message, Instant.now());
    }

    private static ReceivedRecord record(NotificationEvent.Push push) {
        return new ReceivedRecord(
                Topics.NOTIFICATIONS,
                0,
                0,
                Instant.now(),
                push.notificationId(),
                Uuid7.next().toString(),
                new Received.Known(null, push));
    }

    private void notify(String user, String message) {
        var push = push(TypeId.next("notification").toString(), user, message);
        // One key for all, so that they stay in order.
        speaker.publish(
                service.topic(Topics.NOTIFICATIONS),
                "key",
                Map.of(EnvelopeHeaders.ID, push.notificationId(), EnvelopeHeaders.TYPE, push.type()),
                new EventCodec().write(push));
    }

    private String say(OrderEvent.Created order) {
        return speaker.say(service.topic(Topics.ORDERS), order, 1);
    }

    private String design() {
        return service.http()
                .post("/api/designs", "{\"title\":\"x\",\"user_id\":\"u\"}")
                .body()
                .get("id")
                .asText();
    }

    private long timesOrdered(String design) {
        return service.http()
                .get("/api/designs/" + design)
                .body()
                .get("times_ordered")
                .asLong();
    }

    private static OrderEvent.Created order(String... designs) {
        List<OrderEvent.Item> items = Stream.of(designs)
                .map(design -> new OrderEvent.Item(design, null, 3, 100))
                .toList();
        return new OrderEvent.Created(TypeId.next("order").toString(), "u", 300, "USD", items, Instant.now());
    }

    private List<String> messages(String user) {
        return service.transactions().inTransaction(tx -> {
            List<String> messages = new ArrayList<>();
            try (PreparedStatement select = tx.connection()
                    .prepareStatement("select message from notifications where user_id = ? order by created_at")) {
                select.setString(1, user);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        messages.add(row.getString(1));
                    }
                }
            }
            return messages;
        });
    }
}
