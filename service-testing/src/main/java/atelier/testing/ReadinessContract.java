package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.events.NotificationEvent;
import atelier.events.Topics;
import atelier.events.TypeId;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whether a service tells that it is stuck. A service's tests extend it. */
public abstract class ReadinessContract {
    private static final String READINESS = "/health/readiness";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void isNotReadyWhileABatchFailsAndSaysWhy() {
        try (RunningService service = RunningService.start();
                Speaker speaker = service.speaker()) {
            HttpCalls http = service.http();
            awaitStatus(http, 200);
            run(service, "alter table inbox rename to inbox_away");

            speaker.say(service.topic(Topics.NOTIFICATIONS), notification(), 1);

            awaitStatus(http, 503);
            assertThat(http.get(READINESS).raw().body()).contains("failing since", "inbox");
            assertThat(http.get("/health/liveness").status()).isEqualTo(200);
            run(service, "alter table inbox_away rename to inbox");
            awaitStatus(http, 200);
        }
    }

    private static NotificationEvent notification() {
        return new NotificationEvent.Push(
                TypeId.next("notification").toString(), "u", "test", "Title", "Message", Instant.now());
    }

    private static void awaitStatus(HttpCalls http, int status) {
        await().atMost(PATIENCE).until(() -> http.get(READINESS).status() == status);
    }

    private static void run(RunningService service, String sql) {
        service.transactions().inTransaction(tx -> {
            try (Statement statement = tx.connection().createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
