package atelier.delivery.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** How to reach Kafka: client properties that producers, consumers and admin clients share. */
public record KafkaSettings(Map<String, String> properties) {
    public KafkaSettings {
        properties = Map.copyOf(properties);
        if (!properties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException("Kafka settings name no bootstrap.servers");
        }
    }

    public static KafkaSettings of(String brokers) {
        return new KafkaSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }

    /** These properties and the given ones; the given ones win. */
    public Map<String, Object> with(Map<String, ?> more) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(more);
        return all;
    }
}
