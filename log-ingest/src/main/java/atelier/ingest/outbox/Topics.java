package atelier.ingest.outbox;

import atelier.ingest.proof.Landscape;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Stretch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The topics that an outbox names, as far as their records could be read, and what Kafka has dropped of them. For one thread. */
final class Topics {

    /** Of a database's clock from a relay's: so much later than a row was written its record may be dated, or earlier. */
    static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(200).toNanos();

    private final Landscape kafka;
    private final List<Stretch> stretches;
    private final Map<TopicPartition, Long> openUntil;
    private final Map<TopicPartition, Long> firstKept = new HashMap<>();

    private Map<TopicPartition, Long> begins = Map.of();

    private Topics(Landscape kafka, List<Stretch> stretches, Map<TopicPartition, Long> openUntil) {
        this.kafka = kafka;
        this.stretches = stretches;
        this.openUntil = openUntil;
    }

    /**
     * Waits until all that is in the topics now can be read: what was committed is not, as long as the transaction's end is
     * not written everywhere, or another one is open before it.
     *
     * @param since what was said before is not looked for; null for all
     */
    static Topics settled(
            Landscape kafka, Set<String> names, @Nullable Instant since, Duration patience, BooleanSupplier stopping) {
        Set<String> existing = kafka.topics();
        existing.retainAll(names);
        if (existing.isEmpty()) {
            return new Topics(kafka, List.of(), Map.of());
        }
        Instant from = since == null ? null : since.minus(CLOCKS_DIFFER);
        List<Stretch> stretches = kafka.stretches(existing, from);
        Map<TopicPartition, Long> ends = kafka.logEnds(partitions(stretches));
        long giveUp = System.nanoTime() + patience.toNanos();
        while (open(stretches, ends).size() > 0 && System.nanoTime() - giveUp < 0) {
            if (stopping.getAsBoolean()) {
                throw new Observer.Stopped();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            stretches = kafka.stretches(existing, from);
        }
        return new Topics(kafka, stretches, open(stretches, ends));
    }

    private static Collection<TopicPartition> partitions(List<Stretch> stretches) {
        return stretches.stream().map(Stretch::partition).toList();
    }

    private static Map<TopicPartition, Long> open(List<Stretch> stretches, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> open = new HashMap<>();
        for (Stretch stretch : stretches) {
            long end = ends.getOrDefault(stretch.partition(), 0L);
            if (stretch.end() < end) {
                open.put(stretch.partition(), end);
            }
        }
        return open;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** The oldest record that Kafka has of a partition, or had when the reading came to it. */
    void firstKept(TopicPartition partition, long timestamp) {
        firstKept.put(partition, timestamp);
    }

    /** To be called when everything is read: what is dropped from now on does not matter. */
    void read() {
        begins = stretches.isEmpty() ? Map.of() : kafka.logBegins(partitions(stretches));
    }

    /** Where the relay sends it, as Kafka's producers have it: by the hash of the key. Null if there is no such topic. */
    @Nullable
    Stretch stretchOf(OutboxRow row) {
        List<Stretch> topic = new ArrayList<>();
        for (Stretch stretch : stretches) {
            if (stretch.partition().topic().equals(row.topic())) {
                topic.add(stretch);
            }
        }
        if (topic.isEmpty()) {
            return null;
        }
        byte[] key = row.aggregate().getBytes(StandardCharsets.UTF_8);
        return topic.get(Utils.toPositive(Utils.murmur2(key)) % topic.size()); // by partition, as Landscape has them
    }

    /** Whether Kafka may have had an event of this partition and have dropped it since, as retention and compaction do. */
    boolean mayBeDropped(Stretch stretch, OutboxRow row) {
        if (stretch.compacted()) {
            return true;
        }
        long begin = begins.getOrDefault(stretch.partition(), 0L);
        if (begin == 0 || stretch.from() > begin) {
            return false;
        }
        Long first = firstKept.get(stretch.partition());
        return first == null || row.createdAt().toEpochMilli() < first + CLOCKS_DIFFER.toMillis();
    }

    /** Whether a transaction that is still open hides the end of a partition. */
    boolean open(Stretch stretch) {
        return openUntil.containsKey(stretch.partition());
    }
}
