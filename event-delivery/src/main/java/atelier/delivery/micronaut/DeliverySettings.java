package atelier.delivery.micronaut;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.TopicNames;
import atelier.delivery.kafka.TopicPlan;
import atelier.events.Topics;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings of event delivery, each by its environment variable; a wrong one stops the start with one line. */
@Singleton
public final class DeliverySettings {
    private static final Pattern BROKERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final PropertyResolver properties;

    DeliverySettings(PropertyResolver properties) {
        this.properties = properties;
    }

    /** KAFKA_BROKERS. */
    KafkaSettings kafka() {
        String brokers = text("KAFKA_BROKERS", "localhost:9092");
        if (!BROKERS.matcher(brokers).matches()) {
            throw wrong("KAFKA_BROKERS", brokers, "host:port, several with commas");
        }
        return KafkaSettings.of(brokers);
    }

    /** KAFKA_CONSUMER_GROUP_ID, or the default that a service names. */
    public String group(String defaultGroup) {
        String group = text("KAFKA_CONSUMER_GROUP_ID", defaultGroup);
        if (group.isBlank() || group.length() > 255) {
            throw wrong("KAFKA_CONSUMER_GROUP_ID", group, "1 to 255 characters");
        }
        return group;
    }

    /** TOPIC_ORDERS, TOPIC_DESIGNS, …: what the topics are really called. */
    TopicNames topicNames() {
        Map<String, String> names = new HashMap<>();
        for (String topic : Topics.ALL) {
            String variable = "TOPIC_" + topic.toUpperCase(Locale.ROOT).replace('-', '_');
            String name = text(variable, topic);
            if (!TOPIC.matcher(name).matches() || Topics.isInternal(name)) {
                throw wrong(variable, name, "1 to 249 of a-z A-Z 0-9 . _ -, not beginning with __");
            }
            names.put(topic, name);
        }
        return new TopicNames(names);
    }

    /** What a topic is created with: TOPIC_PARTITIONS, TOPIC_REPLICATION (-1: the broker's default), TOPIC_RETENTION_HOURS (0: the broker's default). */
    TopicPlan topicPlan(String name) {
        int partitions = number("TOPIC_PARTITIONS", Topics.DEFAULT_PARTITIONS, 1, 1000);
        int replication = number("TOPIC_REPLICATION", TopicPlan.BROKER_DEFAULT, -1, 10);
        int hours = number("TOPIC_RETENTION_HOURS", 0, 0, 24 * 365 * 100);
        Map<String, String> configs = hours == 0
                ? Map.of()
                : Map.of("retention.ms", Long.toString(Duration.ofHours(hours).toMillis()));
        return new TopicPlan(name, partitions, (short) replication, configs);
    }

    /** OUTBOX_KEEP_DAYS. */
    Duration keepOutbox() {
        return Duration.ofDays(number("OUTBOX_KEEP_DAYS", 7, 1, 3650));
    }

    /** INBOX_KEEP_DAYS: longer than the topics' retention. */
    Duration keepInbox() {
        return Duration.ofDays(number("INBOX_KEEP_DAYS", 14, 1, 3650));
    }

    /** RELAY_ENABLED: false if other instances are to publish, or nobody for a while. */
    boolean relayEnabled() {
        return flag("RELAY_ENABLED");
    }

    /** KAFKA_LOGGING_ENABLED: whether the topic of log lines is needed. */
    boolean shipsLogLines() {
        return flag("KAFKA_LOGGING_ENABLED");
    }

    /** DATABASE_URL. */
    String databaseUrl() {
        String url = database("url").orElse("");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw wrong("DATABASE_URL", url, "jdbc:postgresql://host:port/database");
        }
        return url;
    }

    /** DATABASE_USERNAME. */
    String databaseUsername() {
        return database("username").orElse("postgres");
    }

    /** DATABASE_PASSWORD. */
    @Nullable
    String databasePassword() {
        return database("password").orElse(null);
    }

    /** Who says the events of this service: its name. */
    public String source() {
        return properties
                .getProperty("micronaut.application.name", String.class)
                .orElse("atelier");
    }

    private Optional<String> database(String name) {
        return properties.getProperty("datasources.default." + name, String.class);
    }

    private String text(String variable, String defaultValue) {
        return properties
                .getProperty(variable.toLowerCase(Locale.ROOT).replace('_', '.'), String.class)
                .orElse(defaultValue);
    }

    private boolean flag(String variable) {
        String enabled = text(variable, "true");
        if (!enabled.equals("true") && !enabled.equals("false")) {
            throw wrong(variable, enabled, "true or false");
        }
        return enabled.equals("true");
    }

    private int number(String variable, int defaultValue, int least, int most) {
        String value = text(variable, Integer.toString(defaultValue));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below
        }
        throw wrong(variable, value, least + " to " + most);
    }

    private static ConfigurationException wrong(String variable, String value, String allowed) {
        return new ConfigurationException(variable + " is '" + value + "'; allowed: " + allowed);
    }
}
