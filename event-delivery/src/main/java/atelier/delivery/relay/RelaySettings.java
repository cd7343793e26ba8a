package atelier.delivery.relay;

import atelier.delivery.kafka.TopicPlan;
import java.time.Duration;
import java.util.function.Function;

/**
 * How a relay works.
 *
 * @param source who says the events: the CloudEvents source
 * @param topics what a topic is created with that is not there
 * @param keepOutbox how long rows stay after their day, whole days
 * @param maxRows the most events of one Kafka transaction
 * @param maxBytes their keys and values together, give or take one event
 */
public record RelaySettings(
        String source, Function<String, TopicPlan> topics, Duration keepOutbox, int maxRows, long maxBytes) {

    public static RelaySettings of(String source, Function<String, TopicPlan> topics, Duration keepOutbox) {
        return new RelaySettings(source, topics, keepOutbox, 2_000, 4L << 20);
    }
}
