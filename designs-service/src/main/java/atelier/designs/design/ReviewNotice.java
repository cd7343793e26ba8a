package atelier.designs.design;

import atelier.events.NotificationEvent;
import atelier.events.TypeId;
import java.util.Optional;

/** What the owner of a design is told about a step that it took. */
public final class ReviewNotice {
    private ReviewNotice() {}

    /** The notification, or nothing for steps that the owner need not know. */
    public static Optional<NotificationEvent> of(Review.Changed changed) {
        Design design = changed.design();
        return switch (design.status()) {
            case APPROVED -> Optional.of(push(design, "design_approved", "Design approved", "is approved"));
            case REJECTED -> Optional.of(push(design, "design_rejected", "Design rejected", "was rejected"));
            case DRAFT, PENDING, ARCHIVED -> Optional.empty();
        };
    }

    private static NotificationEvent push(Design design, String kind, String title, String what) {
        String why = design.reason() == null ? "." : ": " + design.reason();
        return new NotificationEvent.Push(
                TypeId.next("notification").toString(),
                design.userId(),
                kind,
                title,
                "Your design \"" + design.title() + "\" " + what + why,
                design.updatedAt());
    }
}
