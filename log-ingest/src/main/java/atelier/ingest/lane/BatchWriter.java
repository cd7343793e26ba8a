package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.row.RowBatch;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a batch into the table: the records are their topics' own, the lease is on record, one INSERT, commit. */
final class BatchWriter {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final TopicIds topicIds;
    private final Membership membership;
    private final Inserter inserter;
    private final Holdings holdings;
    private final LaneReport report;
    private final BatchLimits most;

    private BatchLimits limits;

    BatchWriter(
            TopicIds topicIds,
            Membership membership,
            Inserter inserter,
            Holdings holdings,
            LaneReport report,
            BatchLimits limits) {
        this.topicIds = topicIds;
        this.membership = membership;
        this.inserter = inserter;
        this.holdings = holdings;
        this.report = report;
        this.most = limits;
        this.limits = limits;
    }

    /** What became of a batch. */
    sealed interface Outcome {

        /** Its rows can be queried. */
        record Written() implements Outcome {}

        /** Nothing was sent: the group is being rearranged, or Kafka is away. */
        record Later() implements Outcome {}

        /**
         * It may be in the table, or still come in until the lease is over; it is not sent again.
         *
         * @param leaseEnd by ClickHouse's clock, milliseconds; 0 = nothing was sent
         */
        record Unknown(long leaseEnd) implements Outcome {}
    }

    BatchLimits limits() {
        return limits;
    }

    /** @throws TopicRemade when records may be those of an earlier topic of the same name */
    Outcome write(RowBatch batch) {
        Map<TopicPartition, Long> lastOffsets = batch.lastOffsets();
        Map<TopicPartition, Claim> claims = holdings.claimsOn(lastOffsets.keySet());
        long leaseEnd = 0;
        try {
            confirmTopics(claims);
            if (!membership.leased(claims)) {
                return new Outcome.Later();
            }
            leaseEnd =
                    claims.values().stream().mapToLong(Claim::heldUntil).min().orElseThrow();
            long start = System.nanoTime();
            inserter.insert(batch, membership.clickHouseTime(), leaseEnd);
            report.written(batch, System.nanoTime() - start);
        } catch (ClickHouseFailure e) {
            noGoodAnswer(batch, e, leaseEnd != 0);
            return new Outcome.Unknown(leaseEnd);
        } catch (KafkaException e) {
            LOG.warn("A batch of {} rows waits for Kafka: {}", batch.rows(), e.getMessage());
            return new Outcome.Later();
        }
        claims.forEach((partition, claim) -> claim.writtenUpTo(lastOffsets.getOrDefault(partition, claim.next() - 1)));
        membership.progressed(claims);
        limits = limits.larger(most);
        return new Outcome.Written();
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

    private void noGoodAnswer(RowBatch batch, ClickHouseFailure failure, boolean sent) {
        LOG.warn(
                "Insert of {} rows without a good answer, going back to the ledger: {}",
                batch.rows(),
                failure.getMessage());
        report.failed(failure);
        // Refused, or too big for the time, the link or the server's memory: the next one is smaller, until one gets
        // through.
        if (sent) {
            limits = limits.smaller();
        }
    }
}
