package atelier.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.LogCommand;
import atelier.ingest.proof.KafkaReader;
import atelier.ingest.proof.KafkaRecords;
import atelier.ingest.proof.Landscape;
import atelier.ingest.proof.Stretch;
import atelier.ingest.trial.ClickHouseProxy;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A repair that is killed with -9 in the middle is finished by the next one: nothing is missing, nothing twice. */
@Tag("faults")
class RepairKilledTest {

    private static final int RECORDS = 20_000;

    /** Of an INSERT: it has come, half of it is sent, it is answered. */
    private static final int MOMENTS = 3;

    @Test
    void aBackfillIsFinishedByTheNextOne() throws Exception {
        try (Trial trial = new Trial("killed_backfill");
                ClickHouseProxy proxy =
                        new ClickHouseProxy(trial.clickHouseServer().port())) {
            String topic = filled(trial, MOMENTS);
            trial.clickHouse()
                    .run(
                            "ALTER TABLE kafka_logs DELETE WHERE kafka_offset % 2 = 1 AND kafka_offset < "
                                    + RECORDS / MOMENTS / 2 + " SETTINGS mutations_sync = 2",
                            Map.of());
            long start = System.nanoTime();
            // Each in a partition of its own, so that their locks end meanwhile and the next one waits for the last
            // only.
            for (int moment = 0; moment < MOMENTS; moment++) {
                String[] words = {"logs:backfill", "topic=" + topic, "partition=" + moment};
                killAt(moment, command(trial, proxy.port(), "killed-" + moment, words), proxy);
            }
            assertThat(trial.rows()).isLessThan(RECORDS);
            finish(command(trial, proxy.port(), "next", "logs:backfill", "topic=" + topic));
            Verdict verdict = new Oracle(trial).verdict();
            assertThat(List.of(verdict.events(), verdict.lost(), verdict.doubled(), verdict.altered()))
                    .as("events, lost, doubled, altered")
                    .containsExactly((long) RECORDS, 0L, 0L, 0L);
            // What is filled in later is visible after later records, as it must be.
            new Verdict(verdict.events(), verdict.lost(), verdict.doubled(), verdict.altered(), 0)
                    .report(
                            "logs:backfill killed with -9 around an insert, 3 moments",
                            Duration.ofNanos(System.nanoTime() - start));
        }
    }

    @Test
    void aRestoreIsFinishedByTheNextOne() throws Exception {
        try (Trial trial = new Trial("killed_restore")) {
            String topic = filled(trial, 2);
            String target = topic + ".restored";
            String[] words = {"logs:restore", "topic=" + topic, "to-topic=" + target};
            int port = trial.clickHouseServer().port();
            // So slowly that it is far from its end when it is killed, however late that is.
            ChildJvm killed = command(trial, port, "killed", words[0], words[1], words[2], "rate=1000");
            Waiting.until("some of it is written", () -> written(trial, target) > 500);
            killed.kill();
            assertThat(written(trial, target)).isLessThan(RECORDS);
            long start = System.nanoTime();
            finish(command(trial, port, "next", words));

            List<String> originals = read(trial, topic);
            assertThat(originals).hasSize(RECORDS);
            assertThat(read(trial, target)).isEqualTo(originals);
            new Verdict(RECORDS, 0, 0, 0, 0)
                    .report("logs:restore killed with -9 in the middle", Duration.ofNanos(System.nanoTime() - start));
            trial.admin().deleteTopics(List.of(target)).all().get();
        }
    }

    /** A topic whose records are all in the table. */
    private static String filled(Trial trial, int partitions) throws Exception {
        String topic = trial.topic("topic", partitions);
        OddRecords records = new OddRecords(1);
        try (Sender sender = new Sender(trial)) {
            for (int i = 0; i < RECORDS; i++) {
                sender.add(records.next(topic, partitions));
            }
            sender.flush();
        }
        trial.ingest("a", trial.clickHouseServer().port());
        Waiting.until("stored", () -> trial.rows() == RECORDS);
        return topic;
    }

    private static ChildJvm command(Trial trial, int clickHousePort, String name, String... words) {
        return trial.closeAtEnd(
                ChildJvm.of(LogCommand.class, Path.of("target", "faults", trial.group() + "-" + name + ".log"))
                        .heap("192m")
                        .arguments((Object[]) words)
                        .environment("KAFKA_BROKERS", trial.brokers())
                        .environment("CLICKHOUSE_HOST", "127.0.0.1")
                        .environment("CLICKHOUSE_PORT", String.valueOf(clickHousePort))
                        .environment("CLICKHOUSE_DATABASE", trial.group())
                        .start());
    }

    private static void finish(ChildJvm command) {
        assertThat(command.awaitExit(Duration.ofMinutes(1)))
                .as(command.logTail(20))
                .isTrue();
        assertThat(command.onExit().join()).as(command.logTail(20)).isZero();
    }

    private static void killAt(int moment, ChildJvm command, ClickHouseProxy proxy) {
        CountDownLatch killed = new CountDownLatch(1);
        proxy.hooks(new ClickHouseProxy.Hooks() {

            private boolean at(int now) {
                if (now == moment) {
                    command.kill();
                    killed.countDown();
                }
                return now != moment;
            }

            @Override
            public boolean arrived() {
                return at(0);
            }

            @Override
            public boolean halfSent() {
                return at(1);
            }

            @Override
            public boolean answered(String answer) {
                return at(2);
            }
        });
        Waiting.until("it is killed at moment " + moment, () -> killed.getCount() == 0);
        proxy.hooks(new ClickHouseProxy.Hooks() {});
    }

    /** Offsets, so with the markers of transactions; 0 as long as there is no topic. */
    private static long written(Trial trial, String topic) throws InterruptedException {
        try {
            TopicPartition first = new TopicPartition(topic, 0);
            return trial.admin()
                    .listOffsets(Map.of(first, OffsetSpec.latest()))
                    .partitionResult(first)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            return 0;
        }
    }

    /** Everything that is committed, partition by partition in the order of offsets. */
    private static List<String> read(Trial trial, String topic) {
        List<String> read = new ArrayList<>();
        try (Landscape kafka = new Landscape(trial.brokers());
                KafkaReader reader = new KafkaReader(trial.brokers())) {
            for (Stretch stretch : kafka.stretches(Set.of(topic), null)) {
                KafkaRecords records = reader.read(stretch, () -> false);
                for (ConsumerRecord<byte[], byte[]> record = records.peek(); record != null; record = records.peek()) {
                    read.add(record.partition() + " " + record.timestamp() + " " + Arrays.toString(record.key()) + " "
                            + Arrays.hashCode(record.value()));
                    records.skip();
                }
            }
        }
        return read;
    }
}
