package atelier.ingest.repair;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Unanswered;
import java.util.List;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;

/** Writes the log's records of a topic into Kafka, byte for byte, each partition in the order of its offsets. */
public final class Restore {

    private final String brokers;
    private final ClickHouse clickHouse;
    private final Listener listener;

    /**
     * What to write where.
     *
     * @param force also into the topic that the records came from
     * @param again also what the same wish has written before
     * @param perSecond records to write in a second; 0 = as fast as it goes
     */
    public record Wish(
            String topic,
            String toTopic,
            Bound from,
            Bound to,
            boolean dryRun,
            boolean force,
            boolean again,
            long perSecond) {}

    public Restore(String brokers, ClickHouse clickHouse, Listener listener) {
        this.brokers = brokers;
        this.clickHouse = clickHouse;
        this.listener = listener;
    }

    public void run(Wish wish) {
        if (wish.topic().equals(wish.toTopic()) && !wish.force()) {
            throw Unanswered.noSuch("the records came from topic " + wish.topic()
                    + ": into it every one would be there twice; name another topic, or --force");
        }
        if (wish.toTopic().startsWith("__")) {
            throw Unanswered.noSuch("topic " + wish.toTopic() + " is one of Kafka's own");
        }
        try (Target target = new Target(brokers, wish.toTopic())) {
            StoredRecords stored = new StoredRecords(clickHouse, listener::stopping);
            List<StoredRecords.Line> lines = stored.lines(wish.topic());
            if (lines.isEmpty()) {
                throw Unanswered.noSuch("the log has no records of topic " + wish.topic());
            }
            int partitions = lines.getLast().partition() + 1;
            prepare(target, wish, partitions);
            if (wish.dryRun()) {
                count(wish, target, stored, lines);
            } else {
                write(wish, target, stored, lines);
            }
        } catch (ClickHouseFailure e) {
            throw Unanswered.because("ClickHouse: " + e.getMessage());
        } catch (ProducerFencedException e) {
            throw Unanswered.because("another restore into topic " + wish.toTopic() + " has begun, and goes on");
        } catch (KafkaException e) {
            throw Unanswered.of(e, brokers);
        }
    }

    private void prepare(Target target, Wish wish, int partitions) {
        TopicDescription topic = target.topic().orElse(null);
        if (topic == null) {
            if (!wish.dryRun()) {
                target.create(partitions);
                listener.note("created topic " + wish.toTopic() + " with " + partitions
                        + " partitions and without retention: Kafka would drop old records at once");
            }
        } else if (topic.partitions().size() < partitions) {
            throw Unanswered.noSuch(
                    "topic " + wish.toTopic() + " has " + topic.partitions().size()
                            + " partitions, and the records are of " + partitions + ": a key's order would be lost");
        }
    }

    private void count(Wish wish, Target target, StoredRecords stored, List<StoredRecords.Line> lines)
            throws ClickHouseFailure {
        for (StoredRecords.Line line : lines) {
            Rest rest = Rest.of(wish, target, line);
            long records = rest.isEmpty()
                    ? 0
                    : stored.count(wish.topic(), line, rest.from(), rest.last(), wish.from(), wish.to());
            listener.done(rest.work(wish, line, records));
        }
    }

    private void write(Wish wish, Target target, StoredRecords stored, List<StoredRecords.Line> lines)
            throws ClickHouseFailure {
        Operation operation = new Operation(clickHouse, "logs:restore");
        Pace pace = new Pace(wish.perSecond());
        long all = lines.stream().mapToLong(StoredRecords.Line::records).sum();
        long before = 0;
        try (KafkaProducer<byte[], byte[]> producer = target.producer()) {
            for (StoredRecords.Line line : lines) {
                Rest rest = Rest.of(wish, target, line);
                Operation.Subject subject = new Operation.Subject(
                        wish.topic(),
                        line.topicId(),
                        line.partition(),
                        rest.from(),
                        rest.last() + 1,
                        wish.toTopic(),
                        target.topicId());
                PartitionRestore one =
                        new PartitionRestore(wish, line, rest, producer, target, stored, pace, listener, before, all);
                operation.step(subject, "running", 0, 0, 0, "");
                String end = "failed";
                try {
                    one.run();
                    listener.done(rest.work(wish, line, one.written()));
                    end = "done";
                } catch (Observer.Stopped e) {
                    end = "stopped";
                    listener.note("stopped in partition " + line.partition() + " of " + wish.topic() + " after "
                            + one.written() + " records; the same command goes on there");
                    throw e;
                } finally {
                    operation.step(subject, end, one.written(), one.written(), 0, "");
                }
                before += line.records();
            }
        }
    }
}
