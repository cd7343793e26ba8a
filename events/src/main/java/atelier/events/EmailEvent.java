package atelier.events;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mail and what became of it. {@code to} is said again, so that each step can be found by its address. */
public sealed interface EmailEvent extends NotificationEvent {

    /**
     * Send this mail.
     *
     * @param body absent if a template makes it
     * @param data what the template is filled with
     */
    record Wanted(
            String notificationId,
            @Nullable String userId,
            @Nullable String orderId,
            String to,
            String subject,
            @Nullable String body,
            @Nullable String template,
            Map<String, String> data,
            Instant createdAt)
            implements EmailEvent {
        public static final String TYPE = "notification.email";

        public Wanted {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(subject, "subject");
            data = data == null ? Map.of() : Map.copyOf(data);
            Objects.requireNonNull(createdAt, "created_at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** The provider took it. */
    record Sent(
            String notificationId,
            String to,
            String subject,
            String provider,
            @Nullable String providerMessageId,
            int attempt,
            long latencyMs,
            Instant at)
            implements EmailEvent {
        public static final String TYPE = "email.sent";

        public Sent {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(provider, "provider");
            Objects.requireNonNull(at, "at");
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * Nobody will try again.
     *
     * @param errorCode for machines: the provider's, or {@code unreachable}, {@code refused}, …
     */
    record Failed(
            String notificationId,
            String to,
            String subject,
            String provider,
            String errorCode,
            String error,
            int attempt,
            Instant at)
            implements EmailEvent {
        public static final String TYPE = "email.failed";

        public Failed {
            Objects.requireNonNull(notificationId, "notification_id");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(subject, "subject");
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
