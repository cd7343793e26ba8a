package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.schema.Migrations;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Oracle;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Vitals;
import atelier.ingest.trial.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Topics whose producers have odd clocks, and topics with holes where records were. */
@Tag("faults")
class OddTopicsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long YEAR_2100 = 4_102_444_800_000L;

    /** More than ClickHouse lets one INSERT make table partitions of, which is 100. */
    private static final int DAYS = 150;

    private static final int KEYS = 7;
    private static final int TO_BE_COMPACTED = 300;

    @Test
    void storesRecordsOfAllTimesTogetherUnderTheDayOfTheirArrival() throws Exception {
        try (Trial trial = new Trial("clocks");
                Sender sender = new Sender(trial)) {
            new Migrations().apply(trial.clickHouse());
            trial.clickHouse().run("SYSTEM STOP MERGES kafka_logs", Map.of());
            String topic = trial.topic("clocks", 1);
            for (int day = 0; day < DAYS; day++) {
                sender.add(record(topic, day * DAY));
                sender.add(record(topic, YEAR_2100 + day * DAY));
                sender.add(record(topic, Long.MAX_VALUE - day * DAY));
                sender.add(withoutTime(topic));
            }
            sender.flush();
            long start = System.nanoTime();
            trial.ingest("a", trial.clickHouseServer().port());

            assertIntact(trial, "producers' clocks at -1, in 1970, 2100, at the end of time", start);
            assertThat(trial.rows()).isEqualTo(4 * DAYS);
            assertThat(number(trial, "SELECT count() FROM kafka_logs WHERE kafka_timestamp = -1"))
                    .isEqualTo(DAYS);
            assertThat(
                            number(
                                    trial,
                                    "SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 'kafka_logs' AND active"))
                    .as("parts, one of each batch")
                    .isEqualTo(number(trial, "SELECT uniqExact(ingested_at) FROM kafka_logs"));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, long timestamp) {
        return new ProducerRecord<>(topic, 0, timestamp, bytes("key"), bytes("{}"));
    }

    /** The constructor refuses what other clients may send. */
    private static ProducerRecord<byte[], byte[]> withoutTime(String topic) {
        return new ProducerRecord<>(topic, 0, bytes("key"), bytes("{}")) {
            @Override
            public Long timestamp() {
                return -1L;
            }
        };
    }

    @Test
    void hasNoLagWhereOnlyAbortedTransactionsAreLeftOrCompactionMadeHoles() throws Exception {
        try (Trial trial = new Trial("holes")) {
            compact(trial);
            transactions(trial, trial.topic("mixed", 1), false, true, false, true, true);
            transactions(trial, trial.topic("aborted", 1), true, true, true);
            long start = System.nanoTime();
            ChildJvm first = trial.ingest("first", trial.clickHouseServer().port());
            assertCaughtUp(trial);
            first.kill();
            trial.ingest("second", trial.clickHouseServer().port());
            assertCaughtUp(trial);

            assertIntact(trial, "aborted transactions at the end, compaction's holes", start);
        }
    }

    private static void assertCaughtUp(Trial trial) throws InterruptedException {
        try (Vitals vitals = new Vitals(trial.httpPort())) {
            Waiting.until("it has its partitions", () -> vitals.metric("ingest_partitions{state=\"reading\"}") >= 3);
            Waiting.until("there is no lag", () -> vitals.metric("ingest_lag") == 0);
            Waiting.until("it is ready", vitals::ready);
        }
    }

    /** Transactions of 30 records, each aborted or not. */
    private static void transactions(Trial trial, String topic, boolean... aborts) throws Exception {
        try (Sender sender = new Sender(trial, Map.of("transactional.id", topic))) {
            sender.producer().initTransactions();
            OddRecords records = new OddRecords(21);
            for (boolean abort : aborts) {
                sender.producer().beginTransaction();
                sender.send(records, topic, 30);
                if (abort) {
                    sender.producer().abortTransaction();
                } else {
                    sender.producer().commitTransaction();
                }
            }
        }
    }

    /** A topic of which the cleaner has left the last record of each key, tombstones among them, and rests. */
    private static void compact(Trial trial) throws Exception {
        cleanOften(trial);
        String topic = trial.topic(
                "compacted",
                1,
                Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01"));
        try (Sender sender = new Sender(trial)) {
            for (int i = 0; i < TO_BE_COMPACTED; i++) {
                byte[] value = i % 2 == 0 ? null : bytes("{\"number\":" + i + "}");
                sender.add(new ProducerRecord<>(topic, 0, bytes("key_" + i % KEYS), value));
            }
            sender.flush();
            Oracle oracle = new Oracle(trial);
            Waiting.until("the cleaner has been there", () -> {
                // What was sent last is not cleaned before a later record begins another segment.
                sender.send(new ProducerRecord<>(topic, 0, bytes("last"), bytes("{}")));
                return oracle.records() < TO_BE_COMPACTED / 2;
            });
            int[] last = {0, 0};
            Waiting.until("the cleaner rests", () -> {
                int records = oracle.records();
                last[1] = records == last[0] ? last[1] + 1 : 0;
                last[0] = records;
                return last[1] == 10;
            });
        }
    }

    /** For the broker's life: every 0.1 s instead of every 15. */
    private static void cleanOften(Trial trial) throws Exception {
        AlterConfigOp often =
                new AlterConfigOp(new ConfigEntry("log.cleaner.backoff.ms", "100"), AlterConfigOp.OpType.SET);
        trial.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, ""), List.of(often)))
                .all()
                .get();
    }

    private static long number(Trial trial, String sql) throws IOException {
        return Long.parseLong(trial.clickHouse().rows(sql, Map.of()).getFirst().getFirst());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
