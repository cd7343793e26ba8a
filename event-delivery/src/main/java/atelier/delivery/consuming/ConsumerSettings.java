package atelier.delivery.consuming;

import atelier.delivery.kafka.TopicPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * What a consumer loop listens to and how.
 *
 * @param group the consumer group
 * @param topics what it hears; created if missing
 * @param maxBatch the most records of one transaction
 * @param firstPause after a failed try; doubled with each, with jitter
 * @param longestPause between two tries
 * @param handlerIdle a transaction in which a handler runs no statement for that long is ended by the server, so that a stopped process does not hold locks
 * @param keepInbox how long the inbox remembers; longer than the topics' retention
 */
public record ConsumerSettings(
        String group,
        List<TopicPlan> topics,
        int maxBatch,
        Duration firstPause,
        Duration longestPause,
        Duration handlerIdle,
        Duration keepInbox) {

    public ConsumerSettings {
        topics = List.copyOf(topics);
        if (group.isBlank()) {
            throw new IllegalArgumentException("consumer group '" + group + "' must not be blank");
        }
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("consumer group " + group + " listens to no topic");
        }
        if (maxBatch < 1 || maxBatch > 10_000) {
            throw new IllegalArgumentException("consumer group " + group + ": batch of " + maxBatch + "; 1 to 10000");
        }
    }

    public static ConsumerSettings of(String group, List<TopicPlan> topics) {
        return new ConsumerSettings(
                group,
                topics,
                500,
                Duration.ofMillis(200),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofDays(14));
    }

    public ConsumerSettings withKeepInbox(Duration keep) {
        return new ConsumerSettings(group, topics, maxBatch, firstPause, longestPause, handlerIdle, keep);
    }

    List<String> topicNames() {
        return topics.stream().map(TopicPlan::name).toList();
    }

    Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatch);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // The least that an unmodified broker allows: a killed member is replaced after 6 s. The newer protocol takes
        // 45 s for that, by the broker's settings.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // A topic made anew is noticed within seconds.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return properties;
    }
}
