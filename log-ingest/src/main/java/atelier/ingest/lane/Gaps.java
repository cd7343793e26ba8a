package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do when Kafka does not have the next offset: say so, durably, and only then go on behind the gap. */
final class Gaps {

    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(3);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicIds topicIds;
    private final ClickHouse clickHouse;
    private final Holdings holdings;
    private final LaneReport report;

    Gaps(
            Consumer<byte[], byte[]> consumer,
            TopicIds topicIds,
            ClickHouse clickHouse,
            Holdings holdings,
            LaneReport report) {
        this.consumer = consumer;
        this.topicIds = topicIds;
        this.clickHouse = clickHouse;
        this.holdings = holdings;
        this.report = report;
    }

    /**
     * @param positions the offsets that Kafka does not have
     * @throws TopicRemade if there is no gap: the topic is a new one, which begins at its beginning
     */
    void goOnBehind(Map<TopicPartition, Long> positions) {
        try {
            for (Map.Entry<TopicPartition, Long> entry : positions.entrySet()) {
                Claim claim = holdings.claims().get(entry.getKey());
                if (claim != null) {
                    goOnBehind(entry.getKey(), claim, entry.getValue());
                }
            }
        } catch (ClickHouseFailure | KafkaException e) {
            // The position is unchanged, so the next poll comes here again.
            LOG.warn("A gap is not recorded yet: {}", e.getMessage());
        }
    }

    private void goOnBehind(TopicPartition partition, Claim claim, long from) throws ClickHouseFailure {
        String topic = partition.topic();
        if (!claim.topicId().equals(topicIds.of(Set.of(topic)).get(topic))) {
            holdings.forgetTopics(Set.of(topic));
            throw new TopicRemade(Set.of(topic));
        }
        long begin = offset(consumer.beginningOffsets(Set.of(partition), KAFKA_TIMEOUT), partition);
        Gap gap = from < begin
                ? new Gap(partition, claim.topicId(), from, begin, Gap.Reason.EXPIRED)
                : cutAt(
                        offset(consumer.endOffsets(Set.of(partition), KAFKA_TIMEOUT), partition),
                        partition,
                        claim,
                        from);
        LOG.error("GAP in {}: Kafka has no offsets from {} to {} ({})", partition, gap.from(), gap.to(), gap.reason());
        gap.record(clickHouse);
        report.gap(gap);
        goOn(partition, claim, from < begin ? begin : gap.from());
    }

    private void goOn(TopicPartition partition, Claim claim, long position) {
        consumer.seek(partition, position);
        holdings.place(partition, new Claim(claim.topicId(), position));
    }

    /** Kafka lost the end of its log after it was read, and went on from there: what is behind the cut is new. */
    void goOnWhereCut(Map<TopicPartition, OffsetAndMetadata> cuts) {
        cuts.forEach((partition, cut) -> {
            Claim claim = holdings.claims().get(partition);
            if (claim == null) {
                return;
            }
            Gap gap = new Gap(partition, claim.topicId(), cut.offset(), claim.next(), Gap.Reason.CUT);
            try {
                LOG.error(
                        "CUT of {}: Kafka has lost the offsets from {} and gives them to new records",
                        partition,
                        cut.offset());
                gap.record(clickHouse);
                report.gap(gap);
                goOn(partition, claim, cut.offset());
            } catch (ClickHouseFailure e) {
                LOG.warn("A cut is not recorded yet: {}", e.getMessage());
            }
        });
    }

    /** Kafka now ends before the place that was read up to: what is written there from now on is new. */
    private static Gap cutAt(long end, TopicPartition partition, Claim claim, long from) {
        return new Gap(partition, claim.topicId(), Math.min(end, from), from, Gap.Reason.CUT);
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new KafkaException("Kafka does not say where " + partition + " begins and ends");
        }
        return offset;
    }
}
