package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs.Row;
import atelier.devstack.TestServers;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsTailTest {

    @AutoClose
    private static final KafkaLogs logs = new KafkaLogs("logs_tail");

    @BeforeEach
    void empty() throws ClickHouseFailure {
        logs.empty();
        logs.answer("TRUNCATE TABLE logs_tail.application_logs");
        logs.answer("TRUNCATE TABLE logs_tail.typed_progress");
    }

    @Test
    void showsTheNewestAndThenWhatComes() throws Exception {
        logs.insert(Row.of("a"), Row.of("b"), Row.of("c"));
        try (Tailed tail = tail("logs:tail", "-n", "2", "--columns=value")) {
            tail.await("history", so -> so.lines().size() == 3);
            logs.insert(Row.of("d"));
            logs.insert(Row.of("e"), Row.of("f"));
            tail.await("live", so -> so.lines().size() == 6);
            assertThat(tail.lines()).containsExactly("VALUE", "b", "c", "d", "e", "f");
            assertThat(tail.end()).isZero();
            assertThat(tail.err()).isEmpty();
        }
    }

    @Test
    void showsWhatComesOfATableThatWasEmptyInColumnsThatStay() throws Exception {
        try (Tailed tail = tail("logs:view", "kafka_logs", "--follow")) {
            tail.await("the titles", so -> so.lines().size() == 1);
            logs.insert(Row.of("x".repeat(400)));
            tail.await("the first", so -> so.lines().size() == 2);
            logs.insert(Row.of("y").topic("a-topic-with-a-long-name"));
            tail.await("the second", so -> so.lines().size() == 3);
            assertThat(tail.lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(200))
                    .first()
                    .asString()
                    .matches("TIME +TOPIC +AT +TYPE +KEY +STATUS +VALUE");
            int value = tail.lines().getFirst().indexOf("VALUE");
            assertThat(tail.lines().get(1).substring(value)).startsWith("xxx").endsWith("…");
            assertThat(tail.lines().get(2)).contains("a-topic-with…").hasSize(value + 1);
        }
    }

    /** Each partition has a clock of its own, and its rows come in batches of their own: later rows have earlier times. */
    @Test
    void showsEachRowOnceAndInOrderWhileManyWrite() throws Exception {
        int partitions = 4;
        int batches = 25;
        int rows = 8;
        try (ExecutorService writers = Executors.newFixedThreadPool(partitions)) {
            List<Future<Void>> written = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                written.add(writers.submit(writer(partition, batches, rows)));
            }
            try (Tailed tail =
                    tail("logs:tail", "-n", "100000", "--format=json", "--columns=kafka_partition,kafka_offset")) {
                for (Future<Void> all : written) {
                    all.get();
                }
                tail.await("all rows", so -> so.lines().size() >= partitions * batches * rows);
                // Whatever would be shown twice is shown before this one.
                insert(partitions, 0, 1);
                String last = "{\"kafka_partition\":" + partitions + ",\"kafka_offset\":0}";
                tail.await("the last", so -> so.lines().contains(last));
                for (int partition = 0; partition < partitions; partition++) {
                    List<String> expected = new ArrayList<>();
                    for (int offset = 0; offset < batches * rows; offset++) {
                        expected.add("{\"kafka_partition\":" + partition + ",\"kafka_offset\":" + offset + "}");
                    }
                    String own = "{\"kafka_partition\":" + partition + ",";
                    assertThat(tail.lines().stream().filter(line -> line.startsWith(own)))
                            .containsExactlyElementsOf(expected);
                }
            }
        }
    }

    private static Callable<Void> writer(int partition, int batches, int rows) {
        return () -> {
            for (int batch = 0; batch < batches; batch++) {
                insert(partition, batch * rows, rows);
            }
            return null;
        };
    }

    /** One part, as log-ingest makes it. Times go back from row to row and lie minutes apart between partitions. */
    private static void insert(int partition, int first, int rows) throws ClickHouseFailure {
        logs.answer("INSERT INTO logs_tail.kafka_logs (ingested_at, event_time, topic, topic_id, kafka_partition,"
                + " kafka_offset, value, insert_by) SELECT now64(3), now64(3) - " + partition
                + " * 60 - number, 'orders',"
                + " '018f0000-0000-7000-8000-000000000001', " + partition + ", " + first
                + " + number, 'x', now64(3) + 60 FROM numbers(" + rows + ")");
    }

    @Test
    void filtersWhatComes() throws Exception {
        try (Tailed tail = tail("logs:tail", "--format=json", "--columns=value", "--topic=orders", "--not=grep=no")) {
            logs.insert(Row.of("no"), Row.of("elsewhere").topic("designs"), Row.of("yes"));
            logs.insert(Row.of("NO"), Row.of("yes, too"));
            tail.await("live", so -> so.lines().size() == 2);
            assertThat(tail.lines()).containsExactly("{\"value\":\"yes\"}", "{\"value\":\"yes, too\"}");
        }
    }

    @Test
    void goesOnWhereItStoppedWhenClickHouseIsBack() throws Exception {
        logs.insert(Row.of("before"));
        try (Tailed tail = tail("logs:tail", "--format=json", "--columns=value")) {
            tail.await("history", so -> so.lines().size() == 1);
            TestServers.clickhouse().kill();
            try {
                tail.await("it says so", so -> so.err().contains("goes on where it stopped"));
            } finally {
                TestServers.clickhouse().start();
            }
            logs.insert(Row.of("after"), Row.of("later"));
            tail.await("live", so -> so.lines().size() == 3);
            assertThat(tail.lines())
                    .containsExactly("{\"value\":\"before\"}", "{\"value\":\"after\"}", "{\"value\":\"later\"}");
            assertThat(tail.err())
                    .contains("goes on where it stopped when ClickHouse is back\n")
                    .endsWith("ClickHouse is back\n")
                    .hasLineCount(2);
        }
    }

    @Test
    void showsRowsOfATypedTableWhenTheirStretchIsDone() throws Exception {
        try (Tailed tail = tail("pail", "--format=json", "--columns=message")) {
            line(7);
            done(7);
            tail.await("the first", so -> so.lines().size() == 1);
            // A stretch can become visible in any order: what is higher waits for what is lower.
            line(9);
            line(8);
            done(9);
            tail.await("the others", so -> so.lines().size() == 3);
            assertThat(tail.lines())
                    .containsExactly("{\"message\":\"7\"}", "{\"message\":\"8\"}", "{\"message\":\"9\"}");
        }
        try (Tailed tail = tail("pail")) {
            tail.await("history", so -> so.lines().size() == 4);
            assertThat(tail.lines().getFirst()).matches("EVENT_TIME|TIME +LEVEL +SERVICE +LOGGER +MESSAGE.*");
        }
    }

    private static void line(int offset) throws ClickHouseFailure {
        logs.answer("INSERT INTO logs_tail.application_logs (ingested_at, event_time, topic, topic_id, kafka_partition,"
                + " kafka_offset, service, level, message, insert_by) VALUES (now64(3), now64(6), 'application-logs',"
                + " '018f0000-0000-7000-8000-000000000002', 0, " + offset + ", 'orders-service', 'info', '" + offset
                + "', now64(3) + 60)");
    }

    private static void done(int offset) throws ClickHouseFailure {
        logs.answer("INSERT INTO logs_tail.typed_progress (target_table, generation, topic_id, kafka_partition, upto,"
                + " rows_in_table, done_at, insert_by) VALUES ('application_logs', 1,"
                + " '018f0000-0000-7000-8000-000000000002', 0, " + offset + ", 0, now64(6), now64(3) + 60)");
    }

    @Test
    void refusesWhatCannotBeFollowed() {
        assertThat(Ran.console(logs.environment(), "logs:tail", "ingest_gaps"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "console: ingest_gaps cannot be followed: log-ingest does not write it in the order of Kafka\n"));
        assertThat(Ran.console(logs.environment(), "logs:tail", "nothing").err())
                .startsWith("console: there is no table nothing in database logs_tail; there is ");
        assertThat(Ran.console(logs.environment(), "logs:tail", "-n", "x").err())
                .startsWith("console: -n: \"x\" is not allowed: a whole number from 0 to 100000");
        assertThat(Ran.console(logs.environment(), "logs:view", "kafka_logs", "--follow", "--sql")
                        .err())
                .startsWith("console: --sql: cannot be used with --follow");
        assertThat(Ran.console(logs.environment(), "logs:tail", "--status=ok").code())
                .isEqualTo(2);
    }

    private static Tailed tail(String... arguments) {
        return Tailed.console(logs.environment(), arguments);
    }
}
