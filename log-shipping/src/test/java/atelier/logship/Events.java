package atelier.logship;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Log events as Logback would make them. */
final class Events {
    private Events() {}

    static LoggingEvent event(String logger, Level level, String thread, @Nullable String message) {
        LoggingEvent event = new LoggingEvent();
        event.setInstant(Instant.parse("2026-11-20T10:15:30.123456789Z"));
        event.setLevel(level);
        event.setLoggerName(logger);
        event.setThreadName(thread);
        event.setMessage(message);
        return event;
    }

    static LoggingEvent message(@Nullable String message) {
        LoggingEvent event = event("shop", Level.INFO, "main", message);
        event.setMDCPropertyMap(Map.of());
        return event;
    }

    static LoggingEvent thrown(String message, Throwable thrown, Map<String, String> diagnostics) {
        LoggingEvent event = event("atelier.orders.placing.PlacingOrder", Level.ERROR, "worker-1", message);
        event.setThrowableProxy(new ThrowableProxy(thrown));
        event.setMDCPropertyMap(diagnostics);
        return event;
    }
}
