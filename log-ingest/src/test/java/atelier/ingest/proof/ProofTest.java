package atelier.ingest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.lane.BatchLimits;
import atelier.ingest.lane.Ingest;
import atelier.ingest.lane.LaneReport;
import atelier.ingest.lane.LaneSettings;
import atelier.ingest.row.RowBatch;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that are planted in real servers are found, each by its name, and nothing is found where nothing is wrong. */
class ProofTest {

    private Trial trial;
    private Sender sender;

    @BeforeEach
    void begin() {
        trial = new Trial("proof");
        sender = new Sender(trial);
    }

    @AfterEach
    void end() throws Exception {
        sender.close();
        trial.close();
    }

    private Ingest ingest() {
        ClickHouse clickHouse = trial.closeAtEnd(
                new ClickHouse(trial.address(trial.clickHouseServer().port())));
        BatchLimits limits = new BatchLimits(100_000, 64 << 20, Duration.ofMillis(100));
        LaneSettings settings = new LaneSettings(trial.brokers(), trial.group(), limits, Duration.ofSeconds(5));
        Ingest ingest = trial.closeAtEnd(
                new Ingest(settings, clickHouse, new LaneReport(new SimpleMeterRegistry()), () -> {}, () -> {}));
        ingest.start();
        Waiting.until("the table is there", () -> trial.rows() >= 0);
        return ingest;
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws Exception {
        String odd = trial.topic("odd", 3);
        String transactional = trial.topic("transactional", 1);
        String compacted = trial.topic(
                "compacted",
                1,
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "segment.bytes",
                        "1048576",
                        "min.cleanable.dirty.ratio",
                        "0.01",
                        "segment.ms",
                        "100"));
        OddRecords records = new OddRecords(1);
        for (int i = 0; i < 300; i++) {
            sender.add(records.next(odd, 3));
            sender.add(new ProducerRecord<>(compacted, bytes("key_" + i % 3), bytes("{}")));
        }
        sender.flush();
        try (Sender other = new Sender(trial, Map.of("transactional.id", trial.group()))) {
            other.producer().initTransactions();
            for (int i = 0; i < 6; i++) {
                other.producer().beginTransaction();
                other.send(records, transactional, 10);
                if (i % 3 == 1) {
                    other.producer().abortTransaction();
                } else {
                    other.producer().commitTransaction();
                }
            }
        }
        ingest();
        Asked asked = Asked.about(trial, trial.topics());

        assertThat(asked.told()).isEmpty();
        assertThat(asked.records()).isBetween(300L + 40 + 3, 300L + 40 + 300);
        assertThat(asked.tallies).hasSize(5);
    }

    @Test
    void findsAHoleADoubleAnAlteredRowAndARowOfNoRecord() throws Exception {
        String topic = trial.topic("planted", 1);
        sender.send(new OddRecords(2), topic, 50);
        try (Sender other = new Sender(trial, Map.of("transactional.id", trial.group()))) {
            other.producer().initTransactions();
            other.producer().beginTransaction();
            other.send(new OddRecords(3), topic, 5); // offsets 50 to 54, and 55 says that they are aborted
            other.producer().abortTransaction();
        }
        sender.send(new OddRecords(4), topic, 10);
        try (Ingest first = ingest()) {
            assertThat(first).isNotNull();
            Waiting.until("stored", () -> trial.rows() == 60);
        }
        trial.clickHouse()
                .run(
                        "ALTER TABLE kafka_logs DELETE WHERE kafka_offset IN (17, 18, 19, 30) SETTINGS mutations_sync = 2",
                        Map.of());
        insertAgain(trial, "kafka_offset", "kafka_offset = 40");
        insertAgain(trial, "52", "kafka_offset = 41");
        trial.clickHouse()
                .run(
                        "ALTER TABLE kafka_logs UPDATE value = 'forged' WHERE kafka_offset = 45 SETTINGS mutations_sync = 2",
                        Map.of());

        assertThat(Asked.about(trial, Set.of(topic)).told())
                .containsExactlyInAnyOrder(
                        "MISSING 0/17-19: 3 records are not in the table, though later ones are",
                        "MISSING 0/30-30: 1 record is not in the table, though later ones are",
                        "DOUBLED 0/40-40: 1 record has more than one row",
                        "ALTERED 0/45-45: 1 record is stored otherwise than Kafka has it",
                        "EXTRA 0/52-52: a row of 1 record that Kafka does not have");
    }

    @Test
    void waitsForWhatIsYoungAndThenCallsItBehind() throws Exception {
        String topic = trial.topic("young", 1);
        sender.send(new OddRecords(5), topic, 10);
        try (Ingest first = ingest()) {
            assertThat(first).isNotNull();
            Waiting.until("stored", () -> trial.rows() == 10);
        }
        sender.send(new OddRecords(6), topic, 7);

        assertThat(Asked.about(trial, Set.of(topic), Duration.ofMillis(300), 100)
                        .told())
                .containsExactly("BEHIND 0/10-16: 7 records at the end are not in the table");
        ingest();
        assertThat(Asked.about(trial, Set.of(topic), Duration.ofMinutes(2), 100).told())
                .isEmpty();
    }

    @Test
    void findsWhatIsWrongWithTheNumbersOfAnAggregateHoweverFewFitIntoMemory() throws Exception {
        String topic = trial.topic("numbered", 1);
        for (int aggregate = 0; aggregate < 200; aggregate++) {
            say(topic, "design_" + aggregate, 1, 2);
        }
        sender.flush(); // offsets 0 to 399
        say(topic, "swapped", 1, 3, 2, 4); // 400 to 403
        say(topic, "hole", 1, 4); // 404, 405
        say(topic, "late", 3); // 406
        say(topic, "twice", 1, 2, 2); // 407 to 409
        for (int aggregate = 0; aggregate < 200; aggregate++) {
            say(topic, "design_" + aggregate, 3);
        }
        sender.flush();
        ingest();
        for (int mostAggregates : new int[] {1000, 20}) {
            assertThat(Asked.about(trial, Set.of(topic), Duration.ofSeconds(30), mostAggregates)
                            .told())
                    .as("with room for " + mostAggregates)
                    .containsExactlyInAnyOrder(
                            "SEQUENCE_ORDER 0/402-402: swapped said number 2 after a later one",
                            "SEQUENCE_GAP 0/405-405: hole: numbers 2 to 3 are not in the topic before 4",
                            "SEQUENCE_GAP 0/406-406: late: numbers 1 to 2 are not in the topic before 3",
                            "SEQUENCE_REPEATED 0/409-409: twice said number 2 again");
        }
    }

    @Test
    void tellsAGapThatWasRecorded() throws Exception {
        String topic = trial.topic("gap", 1);
        sender.send(new OddRecords(7), topic, 10);
        try (Ingest first = ingest()) {
            assertThat(first).isNotNull();
            Waiting.until("stored", () -> trial.rows() == 10);
        }
        sender.send(new OddRecords(8), topic, 20);
        trial.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(15)))
                .all()
                .get();
        ingest();
        Waiting.until("the rest is stored", () -> trial.rows() == 25);

        assertThat(Asked.about(trial, Set.of(topic)).told())
                .containsExactly(
                        "GAP 0/10-14: Kafka had dropped these offsets before ingest came to them, as it has recorded");
    }

    /** Rows that the table has, once more. */
    static void insertAgain(Trial trial, String offset, String which) throws Exception {
        String columns = String.join(", ", RowBatch.COLUMNS);
        String values = columns.replace("kafka_offset", offset).replace("insert_by", "now64(3) + 60");
        trial.clickHouse()
                .run(
                        "INSERT INTO kafka_logs (" + columns + ") SETTINGS async_insert = 0 SELECT " + values
                                + " FROM kafka_logs WHERE " + which,
                        Map.of());
    }

    private void say(String topic, String aggregate, int... numbers) {
        for (int number : numbers) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(aggregate), bytes("{}"));
            record.headers().add("ce_source", bytes("/designs-service"));
            record.headers().add("ce_subject", bytes(aggregate));
            record.headers().add("ce_sequence", bytes(String.valueOf(number)));
            sender.add(record);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
