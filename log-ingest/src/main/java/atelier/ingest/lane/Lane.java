package atelier.ingest.lane;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One membership in the group, from subscribe to leave: poll, fill a batch, send it, fill the next one meanwhile. One
 * thread does all of it but wait for ClickHouse's answer: a batch is sent when the one before it has ended, so at most one
 * INSERT is in flight, and its end is waited for before the group takes partitions away.
 */
final class Lane implements AutoCloseable {

    /** Every topic but internal ones, whose names begin with two underscores. */
    private static final Pattern TOPICS = Pattern.compile("(?!__).*");

    private static final Duration SHORT_POLL = Duration.ofMillis(50);
    private static final Duration IDLE_POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final PlaceInGroup place;
    private final Membership membership;
    private final Arrivals arrivals;
    private final Gaps gaps;
    private final Unreadable unreadable;
    private final Lookout lookout;
    private final BatchWriter writer;
    private final Holdings holdings;

    private final Filling filling;

    private @Nullable Flight flight;

    /** The batch could not be sent for now: it is full or due, and tried again once per turn. */
    private boolean heldBack;

    Lane(LaneParts parts) {
        this.consumer = parts.consumer();
        this.place = parts.place();
        this.membership = parts.membership();
        this.arrivals = parts.arrivals();
        this.gaps = parts.gaps();
        this.unreadable = parts.unreadable();
        this.lookout = parts.lookout();
        this.writer = parts.writer();
        this.holdings = parts.holdings();
        this.filling = new Filling(writer::limits);
        consumer.subscribe(TOPICS, new Rebalances(consumer, place, membership, holdings, this::dropBatch));
    }

    /** @throws TopicRemade when this lane must be replaced by a fresh one */
    void run(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            arrivals.step();
            poll();
            if (flight != null && flight.ended()) {
                landAndTell();
            }
            heldBack = filling.isDue() && !send();
            lookout.look(unwritten());
        }
    }

    private void poll() {
        if (filling.isFull()) {
            consumer.pause(consumer.assignment()); // also what was placed since: memory is bounded by two batches
        }
        try {
            var records = consumer.poll(pollTime());
            unreadable.step();
            filling.polled(records.count() == Lanes.MAX_POLL_RECORDS);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                take(record);
            }
        } catch (LogTruncationException e) {
            land();
            gaps.goOnWhereCut(e.divergentOffsets());
        } catch (OffsetOutOfRangeException e) {
            // First what was read before the gap: behind it a claim says that everything below is stored or recorded.
            if (wroteAll()) {
                gaps.goOnBehind(e.offsetOutOfRangePartitions());
            }
        } catch (KafkaException e) {
            TopicPartition partition = unreadable.namedBy(e);
            if (!wroteAll()) {
                dropBatch(); // read again
            }
            unreadable.setAside(partition, e);
        }
    }

    /** @return false if what was read is kept, because nothing can be sent for now */
    private boolean wroteAll() {
        land();
        if (!filling.isEmpty() && !send()) {
            return false;
        }
        land();
        return true;
    }

    private Duration pollTime() {
        // A poll without records lasts as long as it may, whatever the group answers in the middle of it.
        if (heldBack
                || flight != null
                || !place.settled()
                || !holdings.arriving().isEmpty()) {
            return SHORT_POLL;
        }
        return filling.isEmpty()
                ? IDLE_POLL
                : Duration.ofMillis(Math.clamp(filling.millisUntilDue(), 0, IDLE_POLL.toMillis()));
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Claim claim = holdings.claims().get(new TopicPartition(record.topic(), record.partition()));
        if (claim == null) {
            return; // sent back to the ledger by a failure a moment ago: will be read again
        }
        filling.add(claim.topicId(), record);
        if (filling.isFull() && (flight != null || !heldBack)) {
            // There is no room for more, and nothing else to do than to wait.
            landAndTell();
            heldBack = filling.isFull() && !send();
        }
    }

    /** @return false if the batch is kept, to be tried again after the next poll */
    private boolean send() {
        if (flight != null) {
            return false;
        }
        return switch (writer.send(filling.batch())) {
            case BatchWriter.Sending.Sent(Flight sent) -> {
                flight = sent;
                filling.sent();
                consumer.resume(holdings.claims().keySet());
                yield true;
            }
            case BatchWriter.Sending.Later _ -> false;
            case BatchWriter.Sending.Failed _ -> {
                backToTheLedger(0);
                yield true;
            }
        };
    }

    private void landAndTell() {
        Flight ended = flight;
        if (ended != null && land()) {
            membership.progressed(ended.claims());
        }
    }

    /**
     * Waits for the batch in flight, if there is one. The group is not told here: in the middle of a rebalance a commit
     * could be taken for the next owner's.
     *
     * @return whether there was one and its rows can be queried
     */
    private boolean land() {
        Flight ended = flight;
        if (ended == null) {
            return false;
        }
        flight = null;
        boolean written = false;
        try {
            written = writer.landed(ended);
        } finally {
            ended.batch().clear();
            if (!written) {
                backToTheLedger(ended.leaseEnd());
            }
        }
        return written;
    }

    /** What was read and is not known to be written is read again, from wherever the table ends once the lease is over. */
    private void backToTheLedger(long leaseEnd) {
        filling.clear();
        Set<TopicPartition> all = Set.copyOf(holdings.claims().keySet());
        consumer.pause(all);
        holdings.arrive(all, leaseEnd);
    }

    /** Before partitions are taken away: nothing of them may be in flight; of what stays, what was buffered is read again. */
    private void dropBatch() {
        land();
        Set<TopicPartition> dropped = filling.partitions();
        filling.clear();
        holdings.claimsOn(dropped).forEach((partition, claim) -> consumer.seek(partition, claim.next()));
        consumer.resume(holdings.claims().keySet());
    }

    private Set<TopicPartition> unwritten() {
        Set<TopicPartition> unwritten = new HashSet<>(filling.partitions());
        if (flight != null) {
            unwritten.addAll(flight.claims().keySet());
        }
        return unwritten;
    }

    /** Leaves the group; what was read and not written is read again by whoever comes next. */
    @Override
    public void close() {
        try (writer) {
            land();
        } finally {
            membership.leave(holdings.claims());
            holdings.forget(Set.copyOf(consumer.assignment()));
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }
}
