package atelier.designs.design;

import atelier.events.DesignEvent;
import atelier.events.NotificationEvent;
import java.util.Optional;

/** What came of the wish to change a design. */
public sealed interface Change {

    /**
     * It is done, and these belong together.
     *
     * @param design how it is now, or how it last was if it is gone
     * @param event what everybody hears of it
     * @param entry what its history keeps of it
     * @param notice what its owner is told
     */
    record Done(Design design, DesignEvent event, HistoryEntry entry, Optional<NotificationEvent> notice)
            implements Change {}

    /** It was so already. */
    record Unchanged(Design design) implements Change {}

    /** There is no such step from where the design stands. */
    record Forbidden(DesignStatus from, DesignStatus to) implements Change {}

    /** The wish was about an earlier version. */
    record Stale(Design current) implements Change {}

    /** There is no such design. */
    record NoSuchDesign() implements Change {}
}
