package atelier.ingest.lane;

import atelier.ingest.row.RowBatch;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * One membership in the group, from subscribe to leave: poll, fill a batch, insert it, commit. One thread does all of
 * it, so at most one INSERT is in flight and none while the group takes partitions away.
 */
final class Lane implements AutoCloseable {

    /** Every topic but internal ones, whose names begin with two underscores. */
    private static final Pattern TOPICS = Pattern.compile("(?!__).*");

    private static final long SHORT_POLL_MILLIS = 50;
    private static final long IDLE_POLL_MILLIS = 200;
    private static final int FULL_POLLS_OF_BACKLOG = 20;
    private static final int PATIENCE_WITH_BACKLOG = 8;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final Membership membership;
    private final Arrivals arrivals;
    private final Gaps gaps;
    private final Lookout lookout;
    private final BatchWriter writer;
    private final Holdings holdings;

    private final RowBatch batch = new RowBatch();
    private long oldestRow;
    private int fullPolls;

    /** The batch could not be written for now: it is full or due, and tried again once per turn. */
    private boolean heldBack;

    Lane(LaneParts parts) {
        this.consumer = parts.consumer();
        this.membership = parts.membership();
        this.arrivals = parts.arrivals();
        this.gaps = parts.gaps();
        this.lookout = parts.lookout();
        this.writer = parts.writer();
        this.holdings = parts.holdings();
        consumer.subscribe(TOPICS, new Rebalances(consumer, parts.place(), membership, holdings, this::dropBatch));
    }

    /** @throws TopicRemade when this lane must be replaced by a fresh one */
    void run(BooleanSupplier stopping) {
        while (!stopping.getAsBoolean()) {
            arrivals.step();
            poll();
            heldBack = isDue() && !flush();
            lookout.look(batch);
        }
    }

    private void poll() {
        if (isFull()) {
            consumer.pause(consumer.assignment()); // also what was placed since: memory is bounded by one batch
        }
        try {
            var records = consumer.poll(Duration.ofMillis(pollMillis()));
            // Full polls in a row mean more behind them: then a bigger batch is worth more than a fresher one.
            fullPolls = records.count() == Lanes.MAX_POLL_RECORDS ? fullPolls + 1 : 0;
            for (ConsumerRecord<byte[], byte[]> record : records) {
                take(record);
            }
        } catch (LogTruncationException e) {
            gaps.goOnWhereCut(e.divergentOffsets());
        } catch (OffsetOutOfRangeException e) {
            gaps.goOnBehind(e.offsetOutOfRangePartitions());
        }
    }

    private long pollMillis() {
        if (heldBack || !holdings.arriving().isEmpty()) {
            return SHORT_POLL_MILLIS;
        }
        return batch.isEmpty() ? IDLE_POLL_MILLIS : Math.clamp(dueAgeMillis() - batchAgeMillis(), 0, IDLE_POLL_MILLIS);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Claim claim = holdings.claims().get(new TopicPartition(record.topic(), record.partition()));
        if (claim == null) {
            return; // sent back to the ledger by a failed flush a moment ago: will be read again
        }
        if (batch.isEmpty()) {
            oldestRow = System.nanoTime();
        }
        batch.add(claim.topicId(), record);
        if (isFull() && !heldBack && !flush()) {
            heldBack = true;
        }
    }

    private boolean isFull() {
        return batch.rows() >= writer.limits().rows()
                || batch.bytes() >= writer.limits().bytes();
    }

    private boolean isDue() {
        return !batch.isEmpty() && (isFull() || batchAgeMillis() >= dueAgeMillis());
    }

    private long dueAgeMillis() {
        return writer.limits().age().toMillis() * (fullPolls >= FULL_POLLS_OF_BACKLOG ? PATIENCE_WITH_BACKLOG : 1);
    }

    private long batchAgeMillis() {
        return (System.nanoTime() - oldestRow) / 1_000_000;
    }

    /** @return false if the batch is kept, to be tried again after the next poll */
    private boolean flush() {
        return switch (writer.write(batch)) {
            case BatchWriter.Outcome.Later _ -> false;
            case BatchWriter.Outcome.Written _ -> {
                batch.clear();
                consumer.resume(holdings.claims().keySet());
                yield true;
            }
            case BatchWriter.Outcome.Unknown unknown -> {
                backToTheLedger(unknown.leaseEnd());
                yield true;
            }
        };
    }

    /** What was in the batch is read again, from wherever the table ends once the lease is over. */
    private void backToTheLedger(long leaseEnd) {
        batch.clear();
        Set<TopicPartition> all = Set.copyOf(holdings.claims().keySet());
        consumer.pause(all);
        holdings.arrive(all, leaseEnd);
    }

    /** Before partitions are taken away: of what stays, what was buffered is read again. */
    private void dropBatch() {
        Set<TopicPartition> dropped = Set.copyOf(batch.lastOffsets().keySet());
        batch.clear();
        holdings.claimsOn(dropped).forEach((partition, claim) -> consumer.seek(partition, claim.next()));
        consumer.resume(holdings.claims().keySet());
    }

    /** Leaves the group; what was read and not written is read again by whoever comes next. */
    @Override
    public void close() {
        membership.leave(holdings.claims());
        holdings.forget(Set.copyOf(consumer.assignment()));
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
}
