package atelier.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something whose name the caller chose. It has no sequence: nothing is said about the order of such events. */
public sealed interface CallerEvent extends Event {

    /** Who did what to what. */
    record Audit(
            String eventId,
            String userId,
            String action,
            @Nullable String resource,
            @Nullable String resourceId,
            Map<String, Object> details,
            Instant createdAt)
            implements CallerEvent {

        public Audit {
            Objects.requireNonNull(eventId, "event_id");
            Objects.requireNonNull(userId, "user_id");
            Objects.requireNonNull(action, "action");
            details = details == null ? Map.of() : Map.copyOf(details);
            Objects.requireNonNull(createdAt, "created_at");
        }

        @Override
        public String type() {
            return action;
        }

        @Override
        public String topic() {
            return Topics.AUDIT_LOGS;
        }

        @Override
        public String aggregateId() {
            return userId;
        }
    }

    /**
     * What a user did.
     *
     * @param userId absent for somebody unknown
     * @param name {@code event} in JSON
     */
    record Analytics(
            String eventId,
            @Nullable String userId,
            @JsonProperty("event") String name,
            Map<String, Object> properties,
            Instant createdAt)
            implements CallerEvent {

        public Analytics {
            Objects.requireNonNull(eventId, "event_id");
            Objects.requireNonNull(name, "event");
            properties = properties == null ? Map.of() : Map.copyOf(properties);
            Objects.requireNonNull(createdAt, "created_at");
        }

        @Override
        public String type() {
            return name;
        }

        @Override
        public String topic() {
            return Topics.ANALYTICS_EVENTS;
        }

        @Override
        public String aggregateId() {
            return userId == null ? eventId : userId;
        }
    }

    /**
     * What happened in the business, for webhooks and reports.
     *
     * @param name {@code event} in JSON
     */
    record Business(String eventId, @JsonProperty("event") String name, Map<String, Object> data, Instant createdAt)
            implements CallerEvent {

        public Business {
            Objects.requireNonNull(eventId, "event_id");
            Objects.requireNonNull(name, "event");
            data = data == null ? Map.of() : Map.copyOf(data);
            Objects.requireNonNull(createdAt, "created_at");
        }

        @Override
        public String type() {
            return name;
        }

        @Override
        public String topic() {
            return Topics.BUSINESS_EVENTS;
        }

        @Override
        public String aggregateId() {
            return eventId;
        }
    }
}
