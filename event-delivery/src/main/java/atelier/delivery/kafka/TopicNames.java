package atelier.delivery.kafka;

import java.util.Map;

/** What the topics are really called, by default name; a topic that is not listed is called by its default name. */
public record TopicNames(Map<String, String> renamed) {
    public static final TopicNames DEFAULT = new TopicNames(Map.of());

    public TopicNames {
        renamed = Map.copyOf(renamed);
    }

    public String of(String defaultName) {
        return renamed.getOrDefault(defaultName, defaultName);
    }
}
