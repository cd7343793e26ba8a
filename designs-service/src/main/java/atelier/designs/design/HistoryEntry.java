package atelier.designs.design;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a design; there is one for each event said about it.
 *
 * @param sequence the event's number
 * @param from the status before; null for the first entry, and where it was not kept
 * @param to the status after, the same when the event is not about it; null where it was not kept
 */
public record HistoryEntry(
        DesignId design,
        long sequence,
        String eventType,
        @Nullable DesignStatus from,
        @Nullable DesignStatus to,
        @Nullable String reason,
        Instant at) {}
