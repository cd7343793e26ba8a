package atelier.console.journey;

import atelier.console.clickhouse.Connection;
import atelier.console.session.Session;
import atelier.console.session.TableOrJson;
import atelier.console.session.Typed;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a walk goes and how long it waits, from options and environment. */
final class Journey {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(names = "--timeout", paramLabel = "SPAN", description = "the longest wait for each step: 10s, 2m (30s)")
    private @Nullable String timeout;

    @Option(
            names = "--designs-url",
            paramLabel = "URL",
            description = "of designs-service (DESIGNS_URL, http://localhost:8001)")
    private @Nullable String designsUrl;

    @Option(
            names = "--orders-url",
            paramLabel = "URL",
            description = "of orders-service (ORDERS_URL, http://localhost:8000)")
    private @Nullable String ordersUrl;

    Service designs(Session session) {
        return Service.designs(designsUrl, session.environment());
    }

    Service orders(Session session) {
        return Service.orders(ordersUrl, session.environment());
    }

    void walk(Session session, Report report, Consumer<Walk> course) {
        Duration patience = patience();
        LogEye eye = new LogEye(Connection.of(session));
        try (Http http = new Http(patience);
                KafkaEar ear = KafkaEar.open(session.environment(), patience)) {
            Walk walk = new Walk(session, http, ear, eye, patience, report);
            course.accept(walk);
            walk.end();
        }
    }

    static Report report(@Nullable String format, Session session) {
        return TableOrJson.checked(Objects.requireNonNullElse(format, "table")).equals("json")
                ? new JsonReport(session.out())
                : new TableReport(session.out(), session.screen());
    }

    private Duration patience() {
        return timeout == null ? PATIENCE : new Typed("--timeout", timeout).span(1);
    }
}
