package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings assigned partitions to where reading goes on: waits until nobody's rows can come in any more, then asks the
 * table. Takes small steps between polls, so that the wait never costs the membership. On the lane's thread.
 */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(3);
    private static final long STEP_NANOS = Duration.ofMillis(100).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    /** An INSERT that runs on for so long after its lease is asked to end. */
    private static final long KILL_AFTER_NANOS = Duration.ofSeconds(10).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final FormerOwners formerOwners;
    private final Ledger ledger;
    private final Holdings holdings;

    private long nextStep = System.nanoTime();
    private String lastReason = "";

    Arrivals(Consumer<byte[], byte[]> consumer, FormerOwners formerOwners, Ledger ledger, Holdings holdings) {
        this.consumer = consumer;
        this.formerOwners = formerOwners;
        this.ledger = ledger;
        this.holdings = holdings;
    }

    /** Does what can be done now. What fails is tried again later; an arrival is never given up. */
    void step() {
        if (holdings.arriving().isEmpty() || System.nanoTime() - nextStep < 0) {
            return;
        }
        try {
            lookUp();
            drain();
            place();
            boolean stuck = !arriving(Arrival.Unknown.class).isEmpty();
            nextStep = System.nanoTime() + (stuck ? RETRY_NANOS : STEP_NANOS);
        } catch (ClickHouseFailure | KafkaException e) {
            complain(String.valueOf(e.getMessage()));
            nextStep = System.nanoTime() + RETRY_NANOS;
        }
    }

    /** Says each reason once: an outage is tried every second. */
    private void complain(String reason) {
        if (!reason.equals(lastReason)) {
            LOG.warn("{} partitions wait to be read: {}", holdings.arriving().size(), reason);
            lastReason = reason;
        }
    }

    private void lookUp() throws ClickHouseFailure {
        Map<TopicPartition, Arrival.Unknown> unknown = arriving(Arrival.Unknown.class);
        if (!unknown.isEmpty()) {
            holdings.arriving().putAll(formerOwners.of(unknown));
        }
    }

    /** Past the lease the table refuses new INSERTs under it; those that run already are noted, to wait for. */
    private void drain() throws ClickHouseFailure {
        Map<TopicPartition, Arrival.Leased> leased = arriving(Arrival.Leased.class);
        if (leased.isEmpty()) {
            return;
        }
        long now = ledger.now();
        leased.values().removeIf(arrival -> arrival.until() > now);
        if (leased.isEmpty()) {
            return;
        }
        Set<String> running = ledger.runningInserts(); // must come after reading the clock
        long since = System.nanoTime();
        leased.forEach((partition, arrival) -> holdings.arriving()
                .put(partition, new Arrival.Draining(arrival.topicId(), arrival.committed(), running, since)));
    }

    private void place() throws ClickHouseFailure {
        Map<TopicPartition, Arrival.Draining> draining = arriving(Arrival.Draining.class);
        if (draining.isEmpty()) {
            return;
        }
        Set<String> running = ledger.runningInserts();
        Map<TopicPartition, Arrival.Draining> waiting = new HashMap<>(draining);
        waiting.values().removeIf(arrival -> Collections.disjoint(arrival.inserts(), running));
        draining.keySet().removeAll(waiting.keySet());
        killWhatRunsOn(waiting, running);
        if (draining.isEmpty()) {
            return;
        }
        Map<Ledger.Line, Long> last = ledger.lastOffsets(
                draining.values().stream().map(Arrival.Draining::topicId).toList());
        Map<TopicPartition, Long> positions = new HashMap<>();
        List<TopicPartition> fromTheBeginning = new ArrayList<>();
        draining.forEach((partition, arrival) -> {
            Long lastOffset = last.get(new Ledger.Line(arrival.topicId(), partition.partition()));
            if (lastOffset != null) {
                positions.put(partition, lastOffset + 1);
            } else if (arrival.committed() >= 0) {
                positions.put(partition, arrival.committed());
            } else {
                fromTheBeginning.add(partition);
            }
        });
        if (!fromTheBeginning.isEmpty()) {
            positions.putAll(consumer.beginningOffsets(fromTheBeginning, KAFKA_TIMEOUT));
        }
        positions.forEach((partition, position) -> readFrom(partition, draining.get(partition), position));
        LOG.info("Reading on: {}", positions);
        lastReason = "";
    }

    private void readFrom(TopicPartition partition, Arrival.@Nullable Draining arrival, long position) {
        if (arrival != null) {
            consumer.seek(partition, position);
            consumer.resume(Set.of(partition));
            holdings.place(partition, new Claim(arrival.topicId(), position));
        }
    }

    private void killWhatRunsOn(Map<TopicPartition, Arrival.Draining> waiting, Set<String> running)
            throws ClickHouseFailure {
        Set<String> overdue = new HashSet<>();
        for (Arrival.Draining arrival : waiting.values()) {
            if (System.nanoTime() - arrival.since() > KILL_AFTER_NANOS) {
                overdue.addAll(arrival.inserts());
            }
        }
        overdue.retainAll(running);
        if (!overdue.isEmpty()) {
            LOG.warn("Asking ClickHouse to end inserts whose lease is over: {}", overdue);
            ledger.kill(overdue);
        }
    }

    private <A extends Arrival> Map<TopicPartition, A> arriving(Class<A> stage) {
        Map<TopicPartition, A> some = new HashMap<>();
        holdings.arriving().forEach((partition, arrival) -> {
            if (stage.isInstance(arrival)) {
                some.put(partition, stage.cast(arrival));
            }
        });
        return some;
    }
}
