package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.KafkaTopics;
import atelier.delivery.kafka.TopicPlan;
import atelier.devstack.TestServers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The commands that log-ingest's jar does, through the console: words in, words and exit codes out. */
class LogsProofIT {

    private static final String BROKERS = TestServers.kafka().bootstrapServers();

    @Test
    void findsWhatIsNotThereAndRestoresWhatIs() throws Exception {
        String topic = "proof." + System.nanoTime();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKERS));
                KafkaLogs logs = new KafkaLogs("console_proof_" + System.nanoTime())) {
            Map<String, String> environment = logs.environment(Map.of("KAFKA_BROKERS", BROKERS));
            new KafkaTopics(KafkaSettings.of(BROKERS))
                    .ensure(List.of(new TopicPlan(topic, 1, TopicPlan.BROKER_DEFAULT, Map.of())));
            Ran empty = Ran.console(environment, "logs:verify", "--no-outbox", "--topic=" + topic);
            assertThat(empty.code()).as(empty.err()).isZero();
            assertThat(empty.out()).contains("complete: each of 0 records in 1 partitions has its one row");

            send(topic, 3);
            Ran behind = Ran.console(environment, "logs:verify", "--no-outbox", "--topic=" + topic, "--wait=0");
            assertThat(behind.code()).isEqualTo(1);
            assertThat(behind.out())
                    .contains("behind  " + topic + " 0/0-2: 3 records at the end are not in the table", "1 finding");
            Ran json = Ran.console(
                    environment, "logs:verify", "--no-outbox", "--topic=" + topic, "--wait=0", "--format=json");
            assertThat(json.lines()).hasSize(3).last().asString().contains("\"complete\":false");

            Ran unasked = Ran.console(
                    environment, "logs:verify", "--services=http://localhost:1", "--topic=" + topic, "--wait=0");
            assertThat(unasked.code()).isEqualTo(1);
            assertThat(unasked.out())
                    .contains(
                            "could not be asked: nothing answers at http://localhost:1, so nothing is proven of its outbox",
                            "--no-outbox",
                            "2 findings");

            Ran nothing = Ran.console(environment, "logs:backfill", "--topic=" + topic);
            assertThat(nothing.out()).contains("the log has nothing of it yet", "inserted: 0");
            logs.insert(
                    KafkaLogs.Row.of("{\"a\":1}").topic(topic),
                    KafkaLogs.Row.of("{\"a\":2}").topic(topic));
            Ran dry = Ran.console(
                    environment, "logs:restore", "--topic=" + topic, "--to-topic=" + topic + ".r", "--dry-run");
            assertThat(dry.code()).as(dry.err()).isZero();
            assertThat(dry.out()).contains("to write: 2");
            assertThat(Ran.console(environment, "logs:restore", "--topic=" + topic, "--to-topic=" + topic)
                            .code())
                    .isEqualTo(2);
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() {
        Map<String, String> environment = Map.of("KAFKA_BROKERS", BROKERS);
        assertThat(Ran.console(environment, "logs:verify", "--wait=x"))
                .isEqualTo(new Ran(2, "", "console: --wait: \"x\" is not allowed: a whole number from 0 to 3600\n"));
        assertThat(Ran.console(environment, "logs:verify", "--services=ftp://a").err())
                .contains("--services: \"ftp://a\" is not allowed: http://host:port");
        assertThat(Ran.console(environment, "logs:backfill").err()).contains("--topic");
        assertThat(Ran.console(environment, "logs:backfill", "--topic=a", "--from=x")
                        .err())
                .contains("--from: \"x\" is not allowed: an offset, or a span back");
        assertThat(Ran.console(environment, "logs:backfill", "--topic=a", "--from=10", "--to=10"))
                .isEqualTo(new Ran(2, "", "console: --to: \"10\" is not allowed: it must be after --from, 10\n"));
        // Run again after an interruption, it would be another time, and records would be written twice.
        assertThat(Ran.console(environment, "logs:restore", "--topic=a", "--to-topic=b", "--from=24h"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "console: --from: \"24h\" is not allowed: an offset, a date (2026-11-20) or a time (2026-11-20T10:00, with Z or +07:00 for a zone)\n"));
        assertThat(Ran.console(
                                environment,
                                "logs:restore",
                                "--topic=a",
                                "--to-topic=b",
                                "--from=2026-11-20",
                                "--to=2026-11-19T10:00")
                        .err())
                .contains("--to: \"2026-11-19T10:00\" is not allowed: it must be after --from, 2026-11-20");
        Ran absent = Ran.console(Map.of("KAFKA_BROKERS", BROKERS, "CLICKHOUSE_PORT", "1"), "logs:verify");
        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.err())
                .isEqualTo(
                        "console: ClickHouse: no answer from ClickHouse at localhost:1: connection refused; is it running?\n");
    }

    private static void send(String topic, int records) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKERS), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, "key", "{\"a\":" + i + "}"));
            }
        }
    }
}
