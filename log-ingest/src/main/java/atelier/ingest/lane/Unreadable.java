package atelier.ingest.lane;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions of which the consumer can make no records, such as one with a corrupt batch: every poll would fail because
 * of it, and none of the others would be read. So it is set aside, and from time to time tried again.
 */
final class Unreadable {

    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

    private static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Holdings holdings;
    private final Map<TopicPartition, Stuck> stuck = new HashMap<>();

    /**
     * A partition that is neither arriving nor claimed until it is tried again.
     *
     * @param offset that could not be read
     * @param due nanoTime of the next try
     */
    private record Stuck(long offset, long due) {}

    Unreadable(Consumer<byte[], byte[]> consumer, Holdings holdings) {
        this.consumer = consumer;
        this.holdings = holdings;
    }

    /**
     * The partition that poll failed at. The consumer says which one only in words.
     *
     * @throws KafkaException the same, if it is about none of ours
     */
    TopicPartition namedBy(KafkaException failure) {
        String words = String.valueOf(failure.getMessage());
        return consumer.assignment().stream()
                .filter(partition -> isNamed(partition, words))
                .findFirst()
                .orElseThrow(() -> failure);
    }

    /** A topic's name may be the end or the beginning of another's, and a sentence may end behind it. */
    static boolean isNamed(TopicPartition partition, String words) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(partition.toString()) + "(?![\\w-]|\\.\\w)")
                .matcher(words)
                .find();
    }

    /** Of the partition nothing may be in the batch. */
    void setAside(TopicPartition partition, KafkaException failure) {
        if (!holdings.claims().containsKey(partition)) {
            consumer.pause(Set.of(partition));
            return; // set aside already
        }
        long offset = consumer.position(partition);
        Throwable reason = failure.getCause() == null ? failure : failure.getCause();
        LOG.error(
                "UNREADABLE: {} from offset {} on; the other partitions are read, this one is tried again in {} s: {}",
                partition,
                offset,
                TRIED_AGAIN_AFTER.toSeconds(),
                reason.getMessage());
        holdings.forget(Set.of(partition));
        stuck.put(partition, new Stuck(offset, System.nanoTime() + TRIED_AGAIN_AFTER.toNanos()));
        // The consumer keeps what it has fetched until it is polled at another position.
        consumer.seek(partition, offset + 1);
    }

    /** After a poll: what was set aside before it is asked for no more, until it is tried again. */
    void step() {
        stuck.keySet().retainAll(consumer.assignment());
        stuck.forEach((partition, one) -> {
            if (isAside(partition)) {
                consumer.pause(Set.of(partition));
                if (System.nanoTime() - one.due() >= 0) {
                    holdings.arrive(Set.of(partition), 0);
                }
            }
        });
    }

    /** How many there are now, those included that are being tried again. */
    int count() {
        stuck.entrySet()
                .removeIf(entry -> holdings.claims().containsKey(entry.getKey())
                        && consumer.position(entry.getKey()) > entry.getValue().offset());
        return stuck.size();
    }

    private boolean isAside(TopicPartition partition) {
        return !holdings.claims().containsKey(partition) && !holdings.arriving().containsKey(partition);
    }
}
