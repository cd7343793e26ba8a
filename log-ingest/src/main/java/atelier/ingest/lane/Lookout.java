package atelier.ingest.lane;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every now and then: are both servers there, how far behind are we, is every topic still the one it was? */
final class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    private static final long PERIOD_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SETTLING_NANOS = Duration.ofMillis(50).toNanos();
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicIds topicIds;
    private final ClickHouse clickHouse;
    private final Holdings holdings;
    private final Unreadable unreadable;
    private final LaneReport report;
    private final PlaceInGroup place;

    /** Up to where each partition was in the table when it was last looked at. */
    private final Map<TopicPartition, Long> known = new HashMap<>();

    private long next = System.nanoTime();

    Lookout(
            Consumer<byte[], byte[]> consumer,
            TopicIds topicIds,
            ClickHouse clickHouse,
            Holdings holdings,
            Unreadable unreadable,
            LaneReport report,
            PlaceInGroup place) {
        this.consumer = consumer;
        this.topicIds = topicIds;
        this.clickHouse = clickHouse;
        this.holdings = holdings;
        this.unreadable = unreadable;
        this.report = report;
        this.place = place;
    }

    /**
     * @param unwritten partitions with records that were read and are not known to be written
     * @throws TopicRemade if a topic that is read was made anew: its position would be taken for one in the new
     *     topic
     */
    void look(Set<TopicPartition> unwritten) {
        if (System.nanoTime() - next < 0) {
            return;
        }
        lookAtClickHouse();
        boolean answered = lookAtKafka(unwritten);
        report.partitions(holdings.claims().size(), holdings.arriving().size(), unreadable.count());
        // A start is over when the group has settled: that is not to wait for the next look.
        next = System.nanoTime() + (answered && !place.settled() ? SETTLING_NANOS : PERIOD_NANOS);
    }

    private void lookAtClickHouse() {
        try {
            String parts = clickHouse
                    .rows(
                            "SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 'kafka_logs' AND active",
                            Map.of())
                    .getFirst()
                    .getFirst();
            report.clickHouseAnswers(Integer.parseInt(parts));
        } catch (ClickHouseFailure e) {
            LOG.debug("ClickHouse: {}", e.getMessage());
        }
    }

    /** False if Kafka did not answer. */
    private boolean lookAtKafka(Set<TopicPartition> unwritten) {
        try {
            Set<String> topics = holdings.claimedTopics();
            Map<String, Uuid> ids = topicIds.of(topics);
            Set<TopicPartition> assigned = consumer.assignment();
            Map<TopicPartition, Long> ends = consumer.endOffsets(assigned, KAFKA_TIMEOUT);
            if (place.settled()) {
                report.kafkaAnswers(lag(ends, unwritten));
            }
            leaveRemade(ids);
            return true;
        } catch (KafkaException e) {
            LOG.debug("Kafka: {}", e.getMessage());
            return false;
        }
    }

    private void leaveRemade(Map<String, Uuid> ids) {
        Set<String> remade = new HashSet<>();
        holdings.claims().forEach((partition, claim) -> {
            Uuid id = ids.get(partition.topic());
            if (id != null && !id.equals(claim.topicId())) {
                remade.add(partition.topic());
            }
        });
        if (!remade.isEmpty()) {
            holdings.forgetTopics(remade);
            throw new TopicRemade(remade);
        }
    }

    /** Records per topic that Kafka has and the table has not; of a partition on its way, by what was known of it last. */
    private Map<String, Long> lag(Map<TopicPartition, Long> ends, Set<TopicPartition> unwritten) {
        known.keySet().retainAll(ends.keySet());
        holdings.claims().forEach((partition, claim) -> {
            // Where all is written the position says more: it passes markers of transactions, which are no records.
            known.put(
                    partition,
                    unwritten.contains(partition) ? claim.next() : consumer.position(partition, KAFKA_TIMEOUT));
        });
        Map<String, Long> lag = new HashMap<>();
        ends.forEach((partition, end) ->
                lag.merge(partition.topic(), Math.max(0, end - known.getOrDefault(partition, 0L)), Long::sum));
        return lag;
    }
}
