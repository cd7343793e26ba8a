package atelier.orders.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.delivery.consuming.ReceivedRecord;
import atelier.events.NotificationEvent;
import atelier.events.Received;
import atelier.events.Topics;
import atelier.events.TypeId;
import atelier.events.Uuid7;
import atelier.testing.RunningService;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotificationsHeardTest {
    private static final Instant AT = Instant.parse("2026-11-20T10:00:00.123456Z");

    @Test
    void areKeptTogetherEachIdOnceAndWithoutThoseThatCannotBeKept() {
        String id = TypeId.next("notification").toString();
        String odd = "a \"b\", {c} \\ 'd' NULL";
        List<ReceivedRecord> batch = Stream.of(
                        push(id, odd, AT),
                        push(id, "said again", AT),
                        push(id + "\u0000", "bad", AT),
                        push("x".repeat(5_000), "bad", AT),
                        push("2", "bad", Instant.MAX.minusSeconds(1)),
                        push("3", "null", AT))
                .map(NotificationsHeardTest::record)
                .toList();
        // Nobody else speaks: without Kafka the loop takes in nothing.
        try (RunningService service = RunningService.start(Map.of("kafka.brokers", "127.0.0.1:1"))) {
            List<String> kept = service.transactions().inTransaction(tx -> {
                service.bean(EventsHeard.class).prepare(tx, batch);
                List<String> rows = new ArrayList<>();
                try (PreparedStatement select =
                                tx.connection().prepareStatement("select message, created_at from notifications");
                        ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(row.getString(1) + " at "
                                + row.getObject(2, OffsetDateTime.class).toInstant());
                    }
                }
                return rows;
            });

            assertThat(kept).containsExactlyInAnyOrder(odd + " at " + AT, "null at " + AT);
        }
    }

    private static NotificationEvent.Push push(String id, String message, Instant at) {
        return new NotificationEvent.Push(id, "u", "note", "t", message, at);
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
}
