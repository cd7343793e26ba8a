package atelier.orders.viewing;

import atelier.orders.order.HistoryEntry;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some steps of an order, oldest first.
 *
 * @param nextCursor what to ask for next; null on the last page
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record HistoryPage(List<Item> items, @Nullable String nextCursor) {

    /** @param found up to one more than {@code limit} */
    static HistoryPage of(List<HistoryEntry> found, int limit) {
        List<Item> shown = found.stream().limit(limit).map(Item::of).toList();
        return new HistoryPage(
                shown, found.size() > limit ? Long.toString(shown.getLast().sequence()) : null);
    }

    /** One step. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Item(
            long sequence,
            @Nullable String from,
            String to,
            @Nullable String reason,
            Instant at,
            String eventType) {
        static Item of(HistoryEntry entry) {
            return new Item(
                    entry.sequence(),
                    entry.from() == null ? null : entry.from().word(),
                    entry.to().word(),
                    entry.reason() == null ? null : entry.reason().text(),
                    entry.at(),
                    entry.eventType());
        }
    }
}
