package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.proof.KafkaReader;
import atelier.ingest.proof.Landscape;
import atelier.ingest.proof.LogTable;
import atelier.ingest.proof.Stretch;
import atelier.ingest.proof.Unanswered;
import atelier.ingest.repair.Listener.Work;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Reads a topic again and inserts the records that have no row, as log-ingest would have. */
public final class Backfill {

    private final String brokers;
    private final ClickHouse clickHouse;
    private final Listener listener;

    /**
     * What to look at.
     *
     * @param partition -1 for all
     * @param perSecond records to read in a second; 0 = as fast as it goes
     */
    public record Wish(String topic, int partition, Bound from, Bound to, boolean dryRun, long perSecond) {}

    public Backfill(String brokers, ClickHouse clickHouse, Listener listener) {
        this.brokers = brokers;
        this.clickHouse = clickHouse;
        this.listener = listener;
    }

    public void run(Wish wish) {
        try (Landscape kafka = new Landscape(brokers);
                KafkaReader reader = new KafkaReader(brokers)) {
            LogTable table = new LogTable(clickHouse, listener::stopping);
            List<Stretch> stretches = kafka.stretches(Set.of(wish.topic()), null).stream()
                    .filter(one -> wish.partition() < 0
                            || wish.partition() == one.partition().partition())
                    .toList();
            if (stretches.isEmpty()) {
                throw Unanswered.noSuch("topic " + wish.topic() + " has no partition " + wish.partition());
            }
            Operation operation = new Operation(clickHouse, "logs:backfill");
            Pace pace = new Pace(wish.perSecond());
            for (Stretch whole : stretches) {
                partition(wish, kafka, reader, table, whole, operation, pace);
            }
        } catch (ClickHouseFailure e) {
            throw Unanswered.because("ClickHouse: " + e.getMessage());
        } catch (KafkaException e) {
            throw Unanswered.of(e, brokers);
        }
    }

    private void partition(
            Wish wish,
            Landscape kafka,
            KafkaReader reader,
            LogTable table,
            Stretch whole,
            Operation operation,
            Pace pace)
            throws ClickHouseFailure {
        TopicPartition partition = whole.partition();
        LogTable.Reach reach =
                table.reaches(Set.of(whole.topicId())).get(new LogTable.Line(whole.topicId(), partition.partition()));
        if (reach == null) {
            String why = whole.size() == 0 ? "" : "the log has nothing of it yet: that is for log-ingest to read";
            listener.done(new Work(wish.topic(), partition.partition(), whole.from(), whole.from(), 0, 0, why));
            return;
        }
        long from = Math.max(whole.from(), offset(kafka, partition, wish.from(), 0));
        long to = offset(kafka, partition, wish.to(), Long.MAX_VALUE);
        // Behind the highest row log-ingest goes on by itself; a row there would hide everything below it from it.
        long end = Math.min(Math.min(whole.end(), to), reach.highest() + 1);
        Stretch stretch = new Stretch(partition, whole.topicId(), from, Math.max(from, end), false, false, false);
        Operation.Subject subject = new Operation.Subject(
                wish.topic(), whole.topicId(), partition.partition(), from, stretch.end(), "", Uuid.ZERO_UUID);
        if (stretch.size() == 0) {
            listener.done(new Work(wish.topic(), partition.partition(), from, from, 0, 0, ""));
        } else if (wish.dryRun()) {
            listener.done(fill(new Missing.Counted(), reader, stretch, table, pace));
        } else {
            try (PartitionLock lock = PartitionLock.take(clickHouse, operation, subject, listener)) {
                listener.done(fill(
                        new Missing.Inserted(clickHouse, kafka, subject, operation, lock),
                        reader,
                        stretch,
                        table,
                        pace));
                lock.done();
            }
        }
    }

    private static long offset(Landscape kafka, TopicPartition partition, Bound bound, long otherwise) {
        Long offset = bound.offset();
        if (offset != null) {
            return offset;
        }
        return bound.time() == null ? otherwise : kafka.offsetAt(partition, bound.time(), Long.MAX_VALUE);
    }

    private Work fill(Missing missing, KafkaReader reader, Stretch stretch, LogTable table, Pace pace)
            throws ClickHouseFailure {
        Rereading reading =
                new Rereading(stretch, reader.read(stretch, listener::stopping), table, missing, pace, listener);
        reading.run();
        return new Work(
                stretch.partition().topic(),
                stretch.partition().partition(),
                stretch.from(),
                stretch.end(),
                reading.read(),
                missing.count(),
                "");
    }
}
