package atelier.console.journey;

import atelier.console.clickhouse.Connection;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.logs.time.Span;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
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
        return switch (Objects.requireNonNullElse(format, "table")) {
            case "table" -> new TableReport(session.out(), session.screen());
            case "json" -> new JsonReport(session.out());
            default -> throw Failure.usage("--format: \"" + format + "\" is not allowed: table or json");
        };
    }

    private Duration patience() {
        if (timeout == null) {
            return PATIENCE;
        }
        try {
            Duration span = Span.parse(timeout);
            if (span.isPositive() && span.compareTo(Duration.ofDays(1)) <= 0) {
                return span;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refused();
        }
        throw refused();
    }

    private Failure refused() {
        return Failure.usage("--timeout: \"" + timeout + "\" is not allowed: " + Span.ALLOWED + ", up to 1d");
    }

    /** For shell completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("table", "json").iterator();
        }
    }
}
