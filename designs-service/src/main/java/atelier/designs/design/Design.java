package atelier.designs.design;

import atelier.events.DesignEvent;
import atelier.events.NotificationEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer's design.
 *
 * @param reason why it has its status, if somebody said so
 * @param timesOrdered how many orders named it, whatever became of them
 * @param sequence number of the last event said about it, and so its version; being ordered makes no new one
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

    /** A new design. */
    public static Change.Done register(
            DesignId id, String userId, String title, @Nullable String description, DesignStatus status, Instant now) {
        Design design = new Design(id, userId, title, description, status, null, 0, 1, now, now);
        return design.done(
                new DesignEvent.Created(id.text(), title, description, userId, status.word(), now),
                null,
                Optional.empty());
    }

    /** Takes a step, or says which steps there are. */
    public Change review(DesignStatus next, @Nullable String why, Instant now) {
        if (!status.next().contains(next)) {
            return new Change.Forbidden(status, next);
        }
        Design moved =
                new Design(id, userId, title, description, next, why, timesOrdered, sequence + 1, createdAt, now);
        return moved.done(
                new DesignEvent.StatusChanged(id.text(), userId, title, status.word(), next.word(), why, now),
                status,
                Notice.ofStep(status, moved));
    }

    /** Takes another title or description, whatever its status is. */
    public Change edit(Edit edit, Instant now) {
        Design edited = new Design(
                id,
                userId,
                edit.titleOf(this),
                edit.descriptionOf(this),
                status,
                reason,
                timesOrdered,
                sequence + 1,
                createdAt,
                now);
        List<String> changed = Edit.changed(this, edited);
        return changed.isEmpty()
                ? new Change.Unchanged(this)
                : edited.done(
                        new DesignEvent.Updated(id.text(), userId, edited.title(), edited.description(), changed, now),
                        status,
                        Optional.empty());
    }

    /** Goes for good. */
    public Change delete(Instant now) {
        Design last =
                new Design(id, userId, title, description, status, reason, timesOrdered, sequence + 1, createdAt, now);
        return last.done(
                new DesignEvent.Deleted(id.text(), userId, title, status.word(), now), status, Notice.ofDeletion(last));
    }

    private Change.Done done(DesignEvent event, @Nullable DesignStatus from, Optional<NotificationEvent> notice) {
        String why = event instanceof DesignEvent.StatusChanged ? reason : null;
        return new Change.Done(
                this, event, new HistoryEntry(id, sequence, event.type(), from, status, why, updatedAt), notice);
    }
}
