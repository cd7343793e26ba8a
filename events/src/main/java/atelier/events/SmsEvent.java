package atelier.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text message and what became of it. {@code to} is said again, so that each step can be found by its number. */
public sealed interface SmsEvent extends NotificationEvent {

    /** Send this text message. */
    record Wanted(
            String notificationId,
            @Nullable String userId,
            @Nullable String orderId,
            String to,
            String text,
            Instant createdAt)
            implements SmsEvent {
        public static final String TYPE = "notification.sms";

        public Wanted {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(createdAt, "created_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * The provider took it.
     *
     * @param costMicros of the currency's main unit; 0 if the provider does not say
     */
    record Sent(
            String notificationId,
            String to,
            String provider,
            @Nullable String providerMessageId,
            int segments,
            long costMicros,
            @Nullable String currency,
            int attempt,
            long latencyMs,
            Instant at)
            implements SmsEvent {
        public static final String TYPE = "sms.sent";

        public Sent {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(at, "at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The provider says that it is on the phone. */
    record Delivered(
            String notificationId,
            String to,
            String provider,
            @Nullable String providerMessageId,
            Instant at) implements SmsEvent {
        public static final String TYPE = "sms.delivered";

        public Delivered {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(at, "at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** Nobody will try again, or the provider says that it did not arrive. */
    record Failed(
            String notificationId,
            String to,
            String provider,
            @Nullable String providerMessageId,
            String errorCode,
            String error,
            int attempt,
            Instant at)
            implements SmsEvent {
        public static final String TYPE = "sms.failed";

        public Failed {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(errorCode, "error_code");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(at, "at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }
}
