package atelier.ingest.proof;

import atelier.ingest.proof.Finding.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** From partition to partition, waiting at the end of each for what is still on its way into the table. */
final class Journey {

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(200).toNanos();
    private static final int RECORDS_PER_PROGRESS = 4096;

    private final KafkaReader reader;
    private final LogTable table;
    private final Question question;
    private final Observer observer;
    private final long expiredBefore;
    private final int mostAggregates;

    private long all;
    private long done;

    /** When the waiting ends, which begins with the first record that is not there; 0 before. */
    private long patienceEnds;

    Journey(
            KafkaReader reader,
            LogTable table,
            Question question,
            Observer observer,
            long expiredBefore,
            int mostAggregates) {
        this.reader = reader;
        this.table = table;
        this.question = question;
        this.observer = observer;
        this.expiredBefore = expiredBefore;
        this.mostAggregates = mostAggregates;
    }

    void through(List<Stretch> stretches, Map<LogTable.Line, LogTable.Reach> reaches) {
        stretches.forEach(stretch -> all += stretch.size());
        for (Stretch stretch : stretches) {
            Tally tally = new Tally(
                    stretch.partition().topic(), stretch.partition().partition(), stretch.from(), stretch.end());
            if (stretch.size() > 0) {
                Consumer<Finding> told = finding -> {
                    tally.findings++;
                    observer.found(finding);
                };
                compare(stretch, reaches.get(Proof.line(stretch)), tally, told);
            }
            done += stretch.size();
            observer.compared(tally);
        }
    }

    private void compare(Stretch stretch, LogTable.@Nullable Reach reach, Tally tally, Consumer<Finding> told) {
        Runs runs = new Runs(stretch.partition(), told);
        Sequences sequences = new Sequences(stretch, Share.ALL, mostAggregates);
        KafkaRecords kafka = reader.read(stretch, observer::stopping);
        Comparison comparison = new Comparison(
                stretch,
                kafka,
                new TableRows(table, stretch, question.content()),
                tally,
                runs,
                reach == null ? Long.MAX_VALUE : reach.lowest(),
                expiredBefore,
                question.content(),
                record -> {
                    sequences.accept(record);
                    progress(stretch, record);
                });
        withPatience(stretch, reach, kafka, comparison);
        runs.end();
        sequences.tell(told);
        Queue<Share> shares = new ArrayDeque<>(sequences.leftOver());
        while (!shares.isEmpty()) {
            shares.addAll(readAgain(stretch, shares.remove(), told));
        }
    }

    /** Below what the table had a moment ago a record without a row is missing. Above it, it may be on its way. */
    private void withPatience(
            Stretch stretch, LogTable.@Nullable Reach first, KafkaRecords kafka, Comparison comparison) {
        LogTable.Reach reach = first;
        while (true) {
            comparison.upTo(
                    reach == null ? stretch.from() : Math.min(stretch.end(), reach.highest() + 1), Kind.MISSING);
            if (kafka.peek() == null) {
                break;
            }
            if (patienceEnds == 0) {
                patienceEnds = System.nanoTime() + question.patience().toNanos();
            }
            if (System.nanoTime() - patienceEnds >= 0) {
                break;
            }
            if (observer.stopping()) {
                throw new Observer.Stopped();
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            reach = table.reaches(Set.of(stretch.topicId())).get(Proof.line(stretch));
        }
        comparison.upTo(stretch.end(), Kind.BEHIND);
    }

    private Queue<Share> readAgain(Stretch stretch, Share share, Consumer<Finding> told) {
        Sequences sequences = new Sequences(stretch, share, mostAggregates);
        KafkaRecords kafka = reader.read(stretch, observer::stopping);
        for (ConsumerRecord<byte[], byte[]> record = kafka.peek(); record != null; record = kafka.peek()) {
            sequences.accept(record);
            progress(stretch, record);
            kafka.skip();
        }
        sequences.tell(told);
        return sequences.leftOver();
    }

    private void progress(Stretch stretch, ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() % RECORDS_PER_PROGRESS == 0) {
            if (observer.stopping()) {
                throw new Observer.Stopped();
            }
            observer.progress(stretch.partition().toString(), done + record.offset() - stretch.from(), all);
        }
    }
}
