package atelier.designs.design;

import atelier.events.NotificationEvent;
import atelier.events.TypeId;
import java.util.Optional;

/** What the owner of a design is told about what happened to it. */
final class Notice {
    private Notice() {}

    /** The notification, or nothing for steps that the owner took or need not know. */
    static Optional<NotificationEvent> ofStep(DesignStatus from, Design design) {
        return switch (design.status()) {
            case APPROVED -> push(design, "design_approved", "Design approved", "is approved" + why(design));
            case REJECTED -> push(design, "design_rejected", "Design rejected", "was rejected" + why(design));
            case ARCHIVED -> push(design, "design_archived", "Design archived", "was archived" + why(design));
            // Out of a draft it is the owner who hands it in; after a rejection it is looked at again.
            case PENDING ->
                from == DesignStatus.REJECTED
                        ? push(design, "design_pending", "Design in review again", "is in review again" + why(design))
                        : Optional.empty();
            case DRAFT -> Optional.empty();
        };
    }

    static Optional<NotificationEvent> ofDeletion(Design design) {
        return push(design, "design_deleted", "Design deleted", "was deleted.");
    }

    private static String why(Design design) {
        return design.reason() == null ? "." : ": " + design.reason();
    }

    private static Optional<NotificationEvent> push(Design design, String kind, String title, String what) {
        return Optional.of(new NotificationEvent.Push(
                TypeId.next("notification").toString(),
                design.userId(),
                kind,
                title,
                "Your design \"" + design.title() + "\" " + what,
                design.updatedAt()));
    }
}
