package atelier.orders.holding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.TypeId;
import atelier.testing.OutboxRows;
import atelier.testing.RunningService;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilentDesignsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void cancelsOrdersWhoseDesignStayedSilentForTooLong() {
        try (RunningService service =
                RunningService.start(Map.of("order.hold.limit", "1h", "order.hold.sweep", "100ms"))) {
            var old = IntStream.range(0, 130).mapToObj(i -> order(service)).toList();
            age(service);
            String fresh = order(service);

            await().atMost(PATIENCE).until(() -> cancelled(service).containsAll(old));

            assertThat(field(service, old.getFirst(), "reason"))
                    .isEqualTo("no decision about its design within 3600 seconds");
            assertThat(cancelled(service)).hasSize(old.size());
            assertThat(service.outbox().typesOf(old.getLast()))
                    .containsExactly("order.created 1", "order.on_hold 2", "order.cancelled 3");
            assertThat(field(service, fresh, "on_hold")).isEqualTo("true");
            assertThat(service.outbox().notices(old.getFirst()))
                    .extracting(notice -> notice.text("type"))
                    .containsExactly("order_placed", "order_on_hold", "order_cancelled");
        }
    }

    private static List<String> cancelled(RunningService service) {
        return service.outbox().all().stream()
                .filter(row -> row.type().equals("order.cancelled"))
                .map(OutboxRows.Row::aggregateId)
                .toList();
    }

    private static String order(RunningService service) {
        return service.http()
                .post(
                        "/api/orders",
                        "{\"user_id\":\"u\",\"items\":[{\"design_id\":\"" + TypeId.next("design")
                                + "\",\"quantity\":1,\"unit_price\":1}]}")
                .body()
                .get("id")
                .asText();
    }

    private static void age(RunningService service) {
        service.transactions().inTransaction(tx -> {
            try (PreparedStatement update = tx.connection()
                    .prepareStatement("update orders set held_since = held_since - interval '2 hours'")) {
                return update.executeUpdate();
            }
        });
    }

    private static String field(RunningService service, String id, String field) {
        return service.http().get("/api/orders/" + id).body().get(field).asText();
    }
}
