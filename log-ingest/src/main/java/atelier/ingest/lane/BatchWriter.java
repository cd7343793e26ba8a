package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.row.RowBatch;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a batch into the table: the records are their topics' own, the lease is on record, one INSERT. All of it on the
 * lane's thread but for the wait for ClickHouse's answer.
 */
final class BatchWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final TopicIds topicIds;
    private final Membership membership;
    private final Inserter inserter;
    private final Holdings holdings;
    private final LaneReport report;
    private final Runnable onRows;
    private final BatchLimits most;
    private final ExecutorService inserts = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ingest-insert").factory());

    private BatchLimits limits;

    BatchWriter(
            TopicIds topicIds,
            Membership membership,
            Inserter inserter,
            Holdings holdings,
            LaneReport report,
            Runnable onRows,
            BatchLimits limits) {
        this.topicIds = topicIds;
        this.membership = membership;
        this.inserter = inserter;
        this.holdings = holdings;
        this.report = report;
        this.onRows = onRows;
        this.most = limits;
        this.limits = limits;
    }

    /** What became of an attempt to send a batch. */
    sealed interface Sending {

        record Sent(Flight flight) implements Sending {}

        /** Nothing was sent: the group is being rearranged, or Kafka is away. */
        record Later() implements Sending {}

        /** Nothing was sent: ClickHouse does not say what time it is. */
        record Failed() implements Sending {}
    }

    BatchLimits limits() {
        return limits;
    }

    /**
     * Sends a batch, which must not be changed until its flight has ended. Only when no other is on its way.
     *
     * @throws TopicRemade when records may be those of an earlier topic of the same name
     */
    Sending send(RowBatch batch) {
        Map<TopicPartition, Claim> claims =
                holdings.claimsOn(batch.lastOffsets().keySet());
        try {
            confirmTopics(claims);
            if (!membership.leased(claims)) {
                return new Sending.Later();
            }
        } catch (ClickHouseFailure e) {
            noGoodAnswer(batch, e);
            return new Sending.Failed();
        } catch (KafkaException e) {
            LOG.warn("A batch of {} rows waits for Kafka: {}", batch.rows(), e.getMessage());
            return new Sending.Later();
        }
        long leaseEnd =
                claims.values().stream().mapToLong(Claim::heldUntil).min().orElseThrow();
        long ingestedAt = membership.clickHouseTime();
        return new Sending.Sent(new Flight(
                batch,
                claims,
                leaseEnd,
                CompletableFuture.supplyAsync(() -> insert(batch, ingestedAt, leaseEnd), inserts)));
    }

    private Flight.End insert(RowBatch batch, long ingestedAt, long leaseEnd) {
        long start = System.nanoTime();
        try {
            inserter.insert(batch, ingestedAt, leaseEnd);
            long nanos = System.nanoTime() - start;
            onRows.run();
            return new Flight.End(nanos, null);
        } catch (ClickHouseFailure e) {
            return new Flight.End(System.nanoTime() - start, e);
        }
    }

    /**
     * Waits for the end of a flight, and takes note of what is in the table now.
     *
     * @return false without a good answer: it may be in the table, or still come in until the lease is over
     */
    boolean landed(Flight flight) {
        Flight.End end = flight.end().join();
        if (end.failure() != null) {
            noGoodAnswer(flight.batch(), end.failure());
            // Refused, or too big for the time, the link or the server's memory: the next one is smaller, until one
            // gets through. Where there are too many parts already, smaller batches would only make more.
            boolean tooManyParts = end.failure() instanceof ClickHouseFailure.Refused refused
                    && refused.code() == ClickHouseFailure.Refused.TOO_MANY_PARTS;
            if (!tooManyParts) {
                limits = limits.smaller();
            }
            return false;
        }
        report.written(flight.batch(), end.nanos());
        Map<TopicPartition, Long> lastOffsets = flight.batch().lastOffsets();
        flight.claims()
                .forEach(
                        (partition, claim) -> claim.writtenUpTo(lastOffsets.getOrDefault(partition, claim.next() - 1)));
        limits = limits.larger(most);
        return true;
    }

    /** The id was the same before the first of these records was fetched and is so after the last: they are its own. */
    private void confirmTopics(Map<TopicPartition, Claim> claims) {
        Set<String> topics = new HashSet<>();
        claims.keySet().forEach(partition -> topics.add(partition.topic()));
        Map<String, Uuid> ids = topicIds.of(topics);
        Set<String> remade = new HashSet<>();
        claims.forEach((partition, claim) -> {
            if (!claim.topicId().equals(ids.get(partition.topic()))) {
                remade.add(partition.topic());
            }
        });
        if (!remade.isEmpty()) {
            holdings.forgetTopics(remade);
            throw new TopicRemade(remade);
        }
    }

    private void noGoodAnswer(RowBatch batch, ClickHouseFailure failure) {
        LOG.warn(
                "Insert of {} rows without a good answer, going back to the ledger: {}",
                batch.rows(),
                failure.getMessage());
        report.failed(failure);
    }

    @Override
    public void close() {
        inserts.shutdown();
    }
}
