package atelier.designs.design;

import atelier.events.DesignEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer's design.
 *
 * @param reason why it has its status, if somebody said so
 * @param timesOrdered how many orders named it, whatever became of them
 * @param sequence number of the last event said about it
 */
public record Design(
        DesignId id,
        String userId,
        String title,
        @Nullable String description,
        DesignStatus status,
        @Nullable String reason,
        long timesOrdered,
        long sequence,
        Instant createdAt,
        Instant updatedAt) {

    /** A new design; its first event is {@link #created()}. */
    public static Design register(
            DesignId id, String userId, String title, @Nullable String description, DesignStatus status, Instant now) {
        return new Design(id, userId, title, description, status, null, 0, 1, now, now);
    }

    public DesignEvent created() {
        return new DesignEvent.Created(id.text(), title, description, userId, status.word(), createdAt);
    }

    /** Takes a step, or says which steps there are. */
    public Review review(DesignStatus next, @Nullable String why, Instant now) {
        if (!status.next().contains(next)) {
            return new Review.Forbidden(status, next);
        }
        return new Review.Changed(
                status,
                new Design(id, userId, title, description, next, why, timesOrdered, sequence + 1, createdAt, now));
    }
}
