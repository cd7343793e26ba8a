package atelier.delivery.kafka;

import atelier.events.Topics;
import java.util.Map;

/**
 * What a topic is created with.
 *
 * @param replication number of copies; -1 leaves it to the broker
 * @param configs topic configurations beside the broker's defaults
 */
public record TopicPlan(String name, int partitions, short replication, Map<String, String> configs) {
    public static final short BROKER_DEFAULT = -1;

    public TopicPlan {
        configs = Map.copyOf(configs);
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "topic " + name + ": " + partitions + " partitions; 1 or more are allowed");
        }
    }

    /** A topic as the system creates it when nothing else was asked for. */
    public static TopicPlan of(String name) {
        return new TopicPlan(name, Topics.DEFAULT_PARTITIONS, BROKER_DEFAULT, Map.of());
    }
}
