package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to insert. A lease is ClickHouse's time read <em>before</em> a commit plus the lease's length, and it counts
 * once the coordinator has accepted that commit: it accepts only a member of the group's current generation, and the
 * next owner, who comes with a later generation, finds the lease's end in the commit.
 */
final class Membership {

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final PlaceInGroup place;
    private final ClickHouse clickHouse;
    private final Duration lease;

    private long readTime;
    private long readAt = System.nanoTime();

    Membership(Consumer<byte[], byte[]> consumer, PlaceInGroup place, ClickHouse clickHouse, Duration lease) {
        this.consumer = consumer;
        this.place = place;
        this.clickHouse = clickHouse;
        this.lease = lease;
    }

    /**
     * Sees to it that all claims are leased for most of a lease to come.
     *
     * @return false if the group is being rearranged or Kafka is away: poll, then try again
     */
    boolean leased(Map<TopicPartition, Claim> claims) throws ClickHouseFailure {
        long soon = clickHouseTime() + lease.toMillis() * 4 / 5;
        if (claims.values().stream().allMatch(claim -> claim.heldUntil() > soon)) {
            return true;
        }
        if (!place.settled()) {
            return false;
        }
        long now = clickHouse.now();
        readTime = now;
        readAt = System.nanoTime();
        long until = now + lease.toMillis();
        if (!commit(claims, claim -> new LeaseNote(claim.topicId(), until))) {
            return false;
        }
        claims.values().forEach(claim -> claim.held(until));
        return true;
    }

    /** An estimate from when it was last asked, in milliseconds. What a lease is worth is decided by ClickHouse's own clock. */
    long clickHouseTime() {
        return readTime + (System.nanoTime() - readAt) / 1_000_000;
    }

    /** Records progress for people and tools that look at the group's lag; resuming does not depend on it. */
    void progressed(Map<TopicPartition, Claim> claims) {
        if (place.settled()) {
            commit(claims, claim -> new LeaseNote(claim.topicId(), claim.heldUntil()));
        }
    }

    /** Lets go of everything before the group is left. */
    void leave(Map<TopicPartition, Claim> claims) {
        if (place.settled()) {
            release(claims);
        }
    }

    /** Tells the next owner that nothing of these is in flight. Only what was ever leased is let go of. */
    void release(Map<TopicPartition, Claim> claims) {
        Map<TopicPartition, Claim> leased = new HashMap<>(claims);
        leased.values().removeIf(claim -> claim.heldUntil() == 0);
        if (!leased.isEmpty()) {
            commit(leased, claim -> LeaseNote.released(claim.topicId()));
        }
    }

    private boolean commit(Map<TopicPartition, Claim> claims, Function<Claim, LeaseNote> note) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        claims.forEach((partition, claim) -> offsets.put(
                partition, new OffsetAndMetadata(claim.next(), note.apply(claim).text())));
        try {
            consumer.commitSync(offsets, COMMIT_TIMEOUT);
            return true;
        } catch (KafkaException e) {
            LOG.info("Commit of {} partitions not accepted: {}", offsets.size(), e.getMessage());
            return false;
        }
    }
}
