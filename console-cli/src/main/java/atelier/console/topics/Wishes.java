package atelier.console.topics;

import atelier.console.kafka.Brokers;
import atelier.console.session.Typed;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the topics should be, from options and, where those are silent, the environment that the services read too.
 *
 * @param replication number of copies; -1 leaves it to the broker
 * @param retention null leaves it to the broker
 */
record Wishes(
        String brokers,
        int partitions,
        int replication,
        @Nullable Duration retention) {

    private static final int MOST_PARTITIONS = 1000;
    private static final int MOST_COPIES = 10;
    private static final int MOST_DAYS = 365 * 100;

    static Wishes of(
            @Nullable String partitions,
            @Nullable String replication,
            @Nullable String retention,
            Map<String, String> environment,
            int usualPartitions) {
        return new Wishes(
                Brokers.of(environment),
                partitions == null
                        ? number(
                                "TOPIC_PARTITIONS",
                                environment.get("TOPIC_PARTITIONS"),
                                usualPartitions,
                                MOST_PARTITIONS)
                        : number("--partitions", partitions, usualPartitions, MOST_PARTITIONS),
                replication == null
                        ? number("TOPIC_REPLICATION", environment.get("TOPIC_REPLICATION"), -1, MOST_COPIES)
                        : number("--replication-factor", replication, -1, MOST_COPIES),
                retention == null ? retention(environment) : new Typed("--retention", retention).span(MOST_DAYS));
    }

    private static int number(String name, @Nullable String text, int usual, int most) {
        if (text == null || text.isEmpty() || text.equals(Integer.toString(usual))) {
            return usual;
        }
        return (int) new Typed(name, text).whole(1, most);
    }

    private static @Nullable Duration retention(Map<String, String> environment) {
        int hours = number("TOPIC_RETENTION_HOURS", environment.get("TOPIC_RETENTION_HOURS"), 0, 24 * MOST_DAYS);
        return hours == 0 ? null : Duration.ofHours(hours);
    }
}
