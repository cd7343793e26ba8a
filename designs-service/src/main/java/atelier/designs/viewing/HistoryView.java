package atelier.designs.viewing;

import atelier.designs.design.DesignStatus;
import atelier.designs.design.HistoryEntry;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of a history as JSON. */
@Serdeable(naming = SnakeCaseStrategy.class)
record HistoryView(
        long sequence,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason,
        Instant at,
        String eventType) {

    static HistoryView of(HistoryEntry entry) {
        return new HistoryView(
                entry.sequence(), word(entry.from()), word(entry.to()), entry.reason(), entry.at(), entry.eventType());
    }

    private static @Nullable String word(@Nullable DesignStatus status) {
        return status == null ? null : status.word();
    }
}
