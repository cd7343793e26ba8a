package atelier.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;

/** What a customer should be told. Each notification is an aggregate of its own. */
public sealed interface NotificationEvent extends Event permits EmailEvent, NotificationEvent.Push, SmsEvent {

    String notificationId();

    @Override
    default String topic() {
        return Topics.NOTIFICATIONS;
    }

    @Override
    default String aggregateId() {
        return notificationId();
    }

    /**
     * Show this on the customer's device.
     *
     * @param kind why, {@code type} in JSON: {@code design_approved}, {@code design_rejected}, {@code order_placed}, …
     */
    record Push(
            String notificationId,
            String userId,
            @JsonProperty("type") String kind,
            String title,
            String message,
            Instant createdAt)
            implements NotificationEvent {
        public static final String TYPE = "notification.push";

        public Push {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(kind, "type");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(createdAt, "created_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }
}
