package atelier.ingest.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.lane.BatchLimits;
import atelier.ingest.lane.Ingest;
import atelier.ingest.lane.LaneReport;
import atelier.ingest.lane.LaneSettings;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Unanswered;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepairTest {

    private static final String DELETE =
            "ALTER TABLE kafka_logs DELETE WHERE kafka_offset %% 3 = 1 AND kafka_offset < %d"
                    + " AND topic = '%s' SETTINGS mutations_sync = 2";

    private Trial trial;
    private Sender sender;

    @BeforeEach
    void begin() {
        trial = new Trial("repair");
        sender = new Sender(trial);
    }

    @AfterEach
    void end() throws Exception {
        sender.close();
        trial.close();
    }

    /** Hears everything and can end it. */
    private static final class Heard implements Listener {
        private final List<Work> works = Collections.synchronizedList(new ArrayList<>());
        private volatile long stopAfter = Long.MAX_VALUE;
        private volatile long done;

        @Override
        public void done(Work work) {
            works.add(work);
        }

        @Override
        public void note(String line) {}

        @Override
        public void progress(String where, long sofar, long all) {
            done = sofar;
        }

        @Override
        public boolean stopping() {
            return done >= stopAfter;
        }

        private long written() {
            return works.stream().mapToLong(Work::written).sum();
        }
    }

    private Ingest ingest() {
        ClickHouse clickHouse = trial.closeAtEnd(
                new ClickHouse(trial.address(trial.clickHouseServer().port())));
        BatchLimits limits = new BatchLimits(100_000, 64 << 20, Duration.ofMillis(100));
        LaneSettings settings = new LaneSettings(trial.brokers(), trial.group(), limits, Duration.ofSeconds(5));
        Ingest ingest = trial.closeAtEnd(
                new Ingest(settings, clickHouse, new LaneReport(new SimpleMeterRegistry()), () -> {}, () -> {}));
        ingest.start();
        return ingest;
    }

    private Heard backfill(String topic, Bound from, Bound to, boolean dryRun) {
        Heard heard = new Heard();
        new Backfill(trial.brokers(), trial.clickHouse(), heard).run(new Backfill.Wish(topic, -1, from, to, dryRun, 0));
        return heard;
    }

    @Test
    void insertsWhatIsMissingByteForByteAndNothingElseWhileIngestGoesOn() throws Exception {
        String topic = trial.topic("holes", 2);
        OddRecords records = new OddRecords(1);
        for (int i = 0; i < 400; i++) {
            sender.add(records.next(topic, 2));
        }
        sender.flush();
        ingest();
        Waiting.until("stored", () -> trial.rows() == 400);
        trial.clickHouse().run(DELETE.formatted(150, topic), Map.of());
        long missing = 400 - trial.rows();

        assertThat(missing).isPositive();
        assertThat(backfill(topic, Bound.OPEN, Bound.OPEN, true).written()).isEqualTo(missing);
        assertThat(trial.rows()).as("after a dry run").isEqualTo(400 - missing);
        assertThat(backfill(topic, new Bound(10L, null), new Bound(14L, null), false)
                        .written())
                .isEqualTo(2 * 2);
        for (int i = 0; i < 200; i++) {
            sender.add(records.next(topic, 2));
        }
        sender.flush();

        assertThat(backfill(topic, Bound.OPEN, Bound.OPEN, false).written()).isEqualTo(missing - 4);
        Verdict verdict = new Oracle(trial).verdict();
        assertThat(List.of(verdict.events(), verdict.lost(), verdict.doubled(), verdict.altered()))
                .containsExactly(600L, 0L, 0L, 0L);
        assertThat(trial.clickHouse()
                        .rows(
                                "SELECT command, kafka_partition, max(records_written) FROM ingest_operations"
                                        + " WHERE state = 'done' GROUP BY operation_id, command, kafka_partition HAVING max(records_written) = 2",
                                Map.of()))
                .contains(List.of("logs:backfill", "0", "2"), List.of("logs:backfill", "1", "2"));
    }

    @Test
    void leavesToIngestWhatIsAboveTheHighestRow() throws Exception {
        String topic = trial.topic("capped", 1);
        sender.send(new OddRecords(2), topic, 20);
        try (Ingest first = ingest()) {
            assertThat(first).isNotNull();
            Waiting.until("stored", () -> trial.rows() == 20);
        }
        trial.clickHouse().run(DELETE.formatted(10, topic), Map.of());
        sender.send(new OddRecords(3), topic, 20);

        assertThat(backfill(topic, Bound.OPEN, Bound.OPEN, false).written()).isEqualTo(3);
        assertThat(trial.rows()).isEqualTo(20);
        ingest();
        Verdict verdict = new Oracle(trial).verdict();
        assertThat(List.of(verdict.events(), verdict.lost(), verdict.doubled())).containsExactly(40L, 0L, 0L);
    }

    @Test
    void insertsOnceHoweverManyDoItTogether() throws Exception {
        String topic = trial.topic("together", 1);
        sender.send(new OddRecords(4), topic, 300);
        ingest();
        Waiting.until("stored", () -> trial.rows() == 300);
        trial.clickHouse().run(DELETE.formatted(290, topic), Map.of());
        ExecutorService operators = Executors.newFixedThreadPool(3);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(operators.submit(() -> {
                try {
                    backfill(topic, Bound.OPEN, Bound.OPEN, false);
                } catch (Unanswered e) {
                    assertThat(e).hasMessageContaining("is being backfilled by");
                }
            }));
        }
        for (Future<?> run : runs) {
            run.get();
        }
        operators.shutdown();
        backfill(topic, Bound.OPEN, Bound.OPEN, false); // all of them may have given way to each other
        Verdict verdict = new Oracle(trial).verdict();

        assertThat(List.of(verdict.events(), verdict.lost(), verdict.doubled())).containsExactly(300L, 0L, 0L);
    }

    @Test
    void restoresByteForByteWhatKafkaHasDroppedAndGoesOnWhereItWasInterrupted() throws Exception {
        String topic = trial.topic("old", 2);
        String target = topic + ".restored";
        OddRecords records = new OddRecords(5);
        for (int i = 0; i < 5_000; i++) {
            sender.add(records.next(topic, 2));
        }
        sender.flush();
        ingest();
        Waiting.until("stored", () -> trial.rows() == 5_000);
        trial.admin()
                .deleteRecords(Map.of(
                        new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1),
                        new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(-1)))
                .all()
                .get();
        Restore.Wish wish = new Restore.Wish(topic, target, Bound.OPEN, Bound.OPEN, false, false, false, 0);
        Heard interrupted = new Heard();
        interrupted.stopAfter = 1;

        assertThatThrownBy(() -> new Restore(trial.brokers(), trial.clickHouse(), interrupted).run(wish))
                .isInstanceOf(Observer.Stopped.class);
        assertThat(trial.clickHouse().rows("SELECT DISTINCT state FROM ingest_operations ORDER BY state", Map.of()))
                .containsExactly(List.of("running"), List.of("stopped"));
        Heard dry = new Heard();
        new Restore(trial.brokers(), trial.clickHouse(), dry)
                .run(new Restore.Wish(topic, target, Bound.OPEN, Bound.OPEN, true, false, false, 0));
        Heard second = new Heard();
        new Restore(trial.brokers(), trial.clickHouse(), second).run(wish);
        Heard third = new Heard();
        new Restore(trial.brokers(), trial.clickHouse(), third).run(wish);

        assertThat(second.written()).isBetween(1L, 4_999L).isEqualTo(dry.written());
        assertThat(third.written()).isZero();
        assertThat(restoredOtherwise(topic, target)).isEmpty();
        assertThatThrownBy(() -> new Restore(trial.brokers(), trial.clickHouse(), third)
                        .run(new Restore.Wish(topic, topic, Bound.OPEN, Bound.OPEN, false, false, false, 0)))
                .hasMessageContaining("--force");
        trial.admin().deleteTopics(List.of(target)).all().get();
    }

    @Test
    void callsARestoreOfNothingByItsName() throws Exception {
        String topic = trial.topic("nothing", 1);
        sender.send(new OddRecords(6), topic, 10);
        ingest();
        Waiting.until("stored", () -> trial.rows() == 10);
        Bound behind = new Bound(1_000L, null);
        Bound zero = new Bound(0L, null);
        for (boolean dry : List.of(true, false)) {
            Heard heard = new Heard();
            Restore restore = new Restore(trial.brokers(), trial.clickHouse(), heard);
            restore.run(new Restore.Wish(topic, topic + ".r", behind, Bound.OPEN, dry, false, false, 0));
            restore.run(new Restore.Wish(topic, topic + ".r", Bound.OPEN, zero, dry, false, false, 0));
            assertThat(heard.works).extracting(Listener.Work::written).containsExactly(0L, 0L);
            assertThat(heard.works).extracting(Listener.Work::note).containsOnly("");
        }
        trial.admin().deleteTopics(List.of(topic + ".r")).all().get();
    }

    /** Ingest has read the copies too: in the order of offsets they must be the originals, column by column. */
    private List<List<String>> restoredOtherwise(String topic, String target) throws Exception {
        Waiting.until("the copies are stored", () -> trial.rows() >= 10_000);
        return trial.clickHouse().rows("""
                SELECT o.kafka_partition, o.n, o.kafka_offset, c.kafka_offset FROM
                    (SELECT *, row_number() OVER (PARTITION BY kafka_partition ORDER BY kafka_offset) AS n FROM kafka_logs WHERE topic = {old:String}) AS o
                FULL JOIN
                    (SELECT *, row_number() OVER (PARTITION BY kafka_partition ORDER BY kafka_offset) AS n FROM kafka_logs WHERE topic = {new:String}) AS c
                ON o.kafka_partition = c.kafka_partition AND o.n = c.n
                WHERE NOT (ifNull(o.key, 'none') = ifNull(c.key, 'none') AND isNull(o.key) = isNull(c.key) AND o.value = c.value
                    AND o.is_tombstone = c.is_tombstone AND o.kafka_timestamp = c.kafka_timestamp
                    AND o.header_names = c.header_names AND toString(o.header_values) = toString(c.header_values))
                LIMIT 5""", Map.of("old", topic, "new", target));
    }
}
