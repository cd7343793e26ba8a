package atelier.designs.viewing;

import atelier.designs.design.HistoryEntry;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what happened to a design, oldest first.
 *
 * @param nextCursor what to ask for next; null on the last page
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record HistoryPage(List<HistoryView> items, @Nullable String nextCursor) {

    /** @param found up to one more than {@code limit} */
    static HistoryPage of(List<HistoryEntry> found, int limit) {
        List<HistoryView> shown =
                found.stream().limit(limit).map(HistoryView::of).toList();
        return new HistoryPage(
                shown, found.size() > limit ? Long.toString(shown.getLast().sequence()) : null);
    }
}
