package atelier.ingest.lane;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Verdict;
import atelier.ingest.trial.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestTest {

    private static final BatchLimits SMALL = new BatchLimits(100_000, 64 << 20, Duration.ofMillis(200));

    private Trial trial;
    private Sender sender;

    @BeforeEach
    void begin() {
        trial = new Trial("ingest");
        sender = new Sender(trial);
    }

    @AfterEach
    void end() throws Exception {
        sender.close();
        trial.close();
    }

    private Ingest ingest(BatchLimits limits) {
        ClickHouse clickHouse = trial.closeAtEnd(
                new ClickHouse(trial.address(trial.clickHouseServer().port())));
        LaneReport report = new LaneReport(new SimpleMeterRegistry());
        LaneSettings settings = new LaneSettings(trial.brokers(), trial.group(), limits, Duration.ofSeconds(5));
        Ingest ingest = trial.closeAtEnd(new Ingest(settings, clickHouse, report, () -> {}, () -> {}));
        ingest.start();
        return ingest;
    }

    @Test
    void storesRecordsOfAnyKindByteForByte() throws Exception {
        String topic = trial.topic("odd", 1);
        OddRecords records = new OddRecords(5);
        for (int kind = 0; kind < OddRecords.KINDS; kind++) {
            sender.send(records.ofKind(kind, topic));
        }
        sender.send(records.megabyte(topic, 0));
        ingest(SMALL);
        Verdict verdict = new Oracle(trial).verdict();

        assertThat(verdict).isEqualTo(new Verdict(OddRecords.KINDS + 1, 0, 0, 0, 0));
        assertThat(column("SELECT DISTINCT status FROM kafka_logs ORDER BY status"))
                .containsExactly("failed", "invalid", "success", "tombstone");
        assertThat(column("SELECT toString(toYear(event_time)) FROM kafka_logs WHERE kafka_timestamp > 9000000000000"))
                .containsOnly("2099")
                .hasSize(2);
    }

    @Test
    void makesOnePartOfEachInsertHoweverBigTheBatch() throws Exception {
        ingest(new BatchLimits(100_000, 24_000_000, Duration.ofSeconds(60)));
        Waiting.until("the table is there", () -> trial.rows() == 0);
        trial.clickHouse().run("SYSTEM STOP MERGES kafka_logs", Map.of());
        String topic = trial.topic("big", 1);
        OddRecords records = new OddRecords(6);
        for (int i = 0; i < 3 * 27; i++) {
            sender.send(records.megabyte(topic, 0)); // 27 of them reach the limit
        }
        Waiting.until("three batches are stored", () -> trial.rows() == 3 * 27);

        assertThat(
                        column(
                                "SELECT rows FROM system.parts WHERE database = currentDatabase() AND table = 'kafka_logs' AND active"))
                .as("rows of each part")
                .hasSize(3);
    }

    @Test
    void findsATopicThatIsCreatedWhileItRuns() throws Exception {
        String first = trial.topic("first", 1);
        sender.send(new OddRecords(7), first, 10);
        ingest(SMALL);
        Waiting.until("it runs", () -> trial.rows() == 10);
        String later = trial.topic("later", 3);
        sender.send(new OddRecords(8), later, 10);

        Waiting.until("the later topic is stored", () -> trial.rows() == 20);
    }

    @Test
    void recordsAGapAndGoesOnBehindItWhenKafkaHasDroppedWhatWasNotRead() throws Exception {
        String topic = trial.topic("gap", 1);
        sender.send(new OddRecords(9), topic, 50);
        try (Ingest first = ingest(SMALL)) {
            Waiting.until("the beginning is stored", () -> trial.rows() == 50);
            assertThat(first).isNotNull();
        }
        sender.send(new OddRecords(10), topic, 50);
        TopicPartition partition = new TopicPartition(topic, 0);
        trial.admin()
                .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(70)))
                .all()
                .get();
        ingest(SMALL);
        Waiting.until("the rest is stored", () -> trial.rows() == 80);

        assertThat(trial.clickHouse().rows("SELECT from_offset, to_offset, reason FROM ingest_gaps FINAL", Map.of()))
                .containsExactly(List.of("50", "70", "expired"));
    }

    @Test
    void resumesFromTheTableAndNotFromTheCommittedOffset() throws Exception {
        String topic = trial.topic("ledger", 1);
        sender.send(new OddRecords(11), topic, 50);
        try (Ingest first = ingest(SMALL)) {
            Waiting.until("stored", () -> trial.rows() == 50);
            assertThat(first).isNotNull();
        }
        trial.admin()
                .alterConsumerGroupOffsets(
                        trial.group(),
                        Map.of(
                                new TopicPartition(topic, 0),
                                new org.apache.kafka.clients.consumer.OffsetAndMetadata(0)))
                .all()
                .get();
        sender.send(new OddRecords(12), topic, 10);
        ingest(SMALL);

        assertThat(new Oracle(trial).verdict()).isEqualTo(new Verdict(60, 0, 0, 0, 0));
    }

    @Test
    void readsTheLedgerFromTheProjection() throws Exception {
        ingest(SMALL);
        sender.send(new OddRecords(13), trial.topic("plan", 1), 10);
        Waiting.until("stored", () -> trial.rows() == 10);

        assertThat(String.join("\n", column("""
                        EXPLAIN SELECT topic_id, kafka_partition, max(kafka_offset) FROM kafka_logs
                        WHERE has([toUUID('00000000-0000-0000-0000-000000000001')], topic_id)
                        GROUP BY topic_id, kafka_partition"""))).contains("p_ledger");
    }

    private List<String> column(String sql) throws IOException {
        return trial.clickHouse().rows(sql, Map.of()).stream()
                .map(List::getFirst)
                .toList();
    }
}
