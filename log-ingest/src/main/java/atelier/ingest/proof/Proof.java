package atelier.ingest.proof;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Asks both sides, partition by partition, and tells an observer what it finds. For one run, on one thread. */
public final class Proof {

    private final String brokers;
    private final ClickHouse clickHouse;
    private final int mostAggregates;

    /** @param mostAggregates whose numbers are kept in memory at a time, with up to 64 bytes each */
    public Proof(String brokers, ClickHouse clickHouse, int mostAggregates) {
        this.brokers = brokers;
        this.clickHouse = clickHouse;
        this.mostAggregates = mostAggregates;
    }

    /**
     * @throws Unanswered if the question cannot be answered
     * @throws Observer.Stopped if the observer wishes so
     */
    public void answer(Question question, Observer observer) {
        try (Landscape kafka = new Landscape(brokers);
                KafkaReader reader = new KafkaReader(brokers)) {
            LogTable table = new LogTable(clickHouse, observer::stopping);
            long expiredBefore = Comparison.expiredBefore(clickHouse.now(), table.retentionDays());
            Set<Uuid> restored = table.restoredTopics();
            List<Stretch> stretches = kafka.stretches(question.topics(), question.since()).stream()
                    .map(one -> restored.contains(one.topicId()) ? one.unsequenced() : one)
                    .toList();
            Set<Uuid> ids = new HashSet<>();
            stretches.forEach(stretch -> ids.add(stretch.topicId()));
            tellGaps(table, stretches, ids, question.since(), observer);
            // Before Kafka is asked for its ends: what is in the table by now, Kafka had.
            Map<LogTable.Line, LogTable.Reach> reaches = table.reaches(ids);
            tellCuts(kafka, stretches, reaches, observer);
            Journey journey = new Journey(reader, table, question, observer, expiredBefore, mostAggregates);
            journey.through(stretches, reaches);
        } catch (ClickHouseFailure e) {
            throw Unanswered.because("ClickHouse: " + e.getMessage());
        } catch (KafkaException e) {
            throw Unanswered.of(e, brokers);
        }
    }

    private static void tellGaps(
            LogTable table, List<Stretch> stretches, Set<Uuid> ids, @Nullable Instant since, Observer observer) {
        for (LogTable.RecordedGap gap : table.gaps(ids, since == null ? Long.MIN_VALUE : since.toEpochMilli())) {
            stretches.stream()
                    .filter(stretch -> line(stretch).equals(gap.line()))
                    .findFirst()
                    .ifPresent(
                            stretch -> observer.found(
                                    new Finding(
                                            Finding.Kind.GAP,
                                            stretch.partition().topic(),
                                            stretch.partition().partition(),
                                            gap.from(),
                                            gap.to(),
                                            gap.to() - gap.from() + 1,
                                            gap.foundAt(),
                                            gap.reason().equals("cut")
                                                    ? "Kafka lost the end of its log, as ingest has recorded"
                                                    : "Kafka had dropped these offsets before ingest came to them, as it has recorded")));
        }
    }

    private static void tellCuts(
            Landscape kafka, List<Stretch> stretches, Map<LogTable.Line, LogTable.Reach> reaches, Observer observer) {
        Set<TopicPartition> partitions = new HashSet<>();
        stretches.forEach(stretch -> partitions.add(stretch.partition()));
        Map<TopicPartition, Long> ends = kafka.logEnds(partitions);
        for (Stretch stretch : stretches) {
            LogTable.Reach reach = reaches.get(line(stretch));
            long end = ends.getOrDefault(stretch.partition(), Long.MAX_VALUE);
            if (reach != null && reach.highest() >= end) {
                observer.found(new Finding(
                        Finding.Kind.EXTRA,
                        stretch.partition().topic(),
                        stretch.partition().partition(),
                        end,
                        reach.highest(),
                        reach.highest() - end + 1,
                        Finding.UNKNOWN_TIME,
                        "the table has offsets behind the end of Kafka's log"));
            }
        }
    }

    static LogTable.Line line(Stretch stretch) {
        return new LogTable.Line(stretch.topicId(), stretch.partition().partition());
    }
}
