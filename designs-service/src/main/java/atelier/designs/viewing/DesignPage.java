package atelier.designs.viewing;

import atelier.designs.design.Design;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some designs, newest first.
 *
 * @param nextCursor what to ask for next; null on the last page
 */
@Serdeable(naming = SnakeCaseStrategy.class)
record DesignPage(List<DesignView> designs, @Nullable String nextCursor) {

    /** @param found up to one more than {@code limit} */
    static DesignPage of(List<Design> found, int limit) {
        List<DesignView> shown = found.stream().limit(limit).map(DesignView::of).toList();
        return new DesignPage(shown, found.size() > limit ? shown.getLast().id() : null);
    }
}
