package atelier.delivery.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a relay is doing.
 *
 * @param problem why it does not publish, in one line, or null if nothing is wrong
 * @param backlog events that wait to be published; as last counted, and not counted on standby
 * @param oldestUnpublished age of the oldest of them; a lower bound if Kafka has not been reached yet
 * @param daysReady whether the outbox has its table for today and tomorrow
 */
public record RelayStatus(
        RelayRole role, @Nullable String problem, long backlog, Duration oldestUnpublished, boolean daysReady) {}
