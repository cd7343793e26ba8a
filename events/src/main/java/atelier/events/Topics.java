package atelier.events;

import java.util.List;

/** Default names of the topics; what they are really called is a setting. */
public final class Topics {
    public static final String ORDERS = "orders";
    public static final String DESIGNS = "designs";
    public static final String NOTIFICATIONS = "notifications";

    public static final String AUDIT_LOGS = "audit-logs";
    public static final String ANALYTICS_EVENTS = "analytics-events";
    public static final String BUSINESS_EVENTS = "business-events";
    public static final String APPLICATION_LOGS = "application-logs";

    /** Every topic that the services speak over, by default name. */
    public static final List<String> ALL =
            List.of(ORDERS, DESIGNS, NOTIFICATIONS, AUDIT_LOGS, ANALYTICS_EVENTS, BUSINESS_EVENTS, APPLICATION_LOGS);

    /** Enough to spread over a few consumers, few enough that a laptop does not notice. */
    public static final int DEFAULT_PARTITIONS = 6;

    private static final String INTERNAL_PREFIX = "__";

    private Topics() {}

    /** Whether a topic is bookkeeping, of Kafka or of the relay, and not something said: such topics are never ingested. */
    public static boolean isInternal(String topic) {
        return topic.startsWith(INTERNAL_PREFIX);
    }

    /** Where the relay of one database keeps its place. */
    public static String relayCursor(String database) {
        return INTERNAL_PREFIX + "relay." + database;
    }
}
