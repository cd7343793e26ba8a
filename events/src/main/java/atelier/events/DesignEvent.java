package atelier.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens to a design. */
public sealed interface DesignEvent extends Event {

    String designId();

    @Override
    default String topic() {
        return Topics.DESIGNS;
    }

    @Override
    default String aggregateId() {
        return designId();
    }

    /** A customer handed a design in. */
    record Created(
            String designId,
            String title,
            @Nullable String description,
            String userId,
            String status,
            Instant createdAt)
            implements DesignEvent {
        public static final String TYPE = "design.created";

        public Created {
            Objects.requireNonNull(designId, "design_id");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(createdAt, "created_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Staff, or its owner, moved a design to another status. */
    record StatusChanged(
            String designId,
            String userId,
            String title,
            String oldStatus,
            String newStatus,
            @Nullable String reason,
            Instant changedAt)
            implements DesignEvent {
        public static final String TYPE = "design.status_changed";

        public StatusChanged {
            Objects.requireNonNull(designId, "design_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(oldStatus, "old_status");
            Objects.requireNonNull(newStatus, "new_status");
            Objects.requireNonNull(changedAt, "changed_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * Its title or description is another one.
     *
     * @param title as it is now, changed or not; so is {@code description}, absent if there is none
     * @param changed the names of the fields that changed
     */
    record Updated(
            String designId,
            String userId,
            String title,
            @Nullable String description,
            List<String> changed,
            Instant updatedAt)
            implements DesignEvent {
        public static final String TYPE = "design.updated";

        public Updated {
            Objects.requireNonNull(designId, "design_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(title, "title");
            changed = List.copyOf(Objects.requireNonNull(changed, "changed"));
            Objects.requireNonNull(updatedAt, "updated_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * It is gone; nothing is said about it any more.
     *
     * @param status the last one that it had
     */
    record Deleted(String designId, String userId, String title, String status, Instant deletedAt)
            implements DesignEvent {
        public static final String TYPE = "design.deleted";

        public Deleted {
            Objects.requireNonNull(designId, "design_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(deletedAt, "deleted_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }
}
