package atelier.designs.design;

import atelier.events.DesignEvent;

/** What came of the wish to move a design to another status. */
public sealed interface Review {

    /** The step was taken; {@code design} is how it is now. */
    record Changed(DesignStatus from, Design design) implements Review {
        public DesignEvent event() {
            return new DesignEvent.StatusChanged(
                    design.id().text(),
                    design.userId(),
                    design.title(),
                    from.word(),
                    design.status().word(),
                    design.reason(),
                    design.updatedAt());
        }
    }

    /** There is no such step from where the design stands. */
    record Forbidden(DesignStatus from, DesignStatus to) implements Review {}

    /** There is no such design. */
    record NoSuchDesign() implements Review {}
}
