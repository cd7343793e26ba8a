package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs.Row;
import atelier.devstack.TestServers;
import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseAddress;
import atelier.ingest.typed.TypedFills;
import atelier.ingest.typed.TypedReport;
import atelier.ingest.typed.TypedSettings;
import atelier.ingest.typed.TypedTables;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the filler of log-ingest, which alone does what is asked for. */
class DeadLettersTest {

    private KafkaLogs logs;
    private ClickHouse clickhouse;

    @BeforeEach
    void fill() throws Exception {
        String database = "dead_letters_" + System.nanoTime();
        logs = new KafkaLogs(database);
        clickhouse = new ClickHouse(
                new ClickHouseAddress("127.0.0.1", TestServers.clickhouse().port(), "default", "", database));
        logs.insert(
                Row.of("{\"user_id\":\"u\"}").topic("audit-logs"),
                Row.of("rub\u0007bish").topic("audit-logs"),
                Row.of("{\"user_id\":\"u\",\"action\":\"a\"}").topic("audit-logs"),
                Row.of("[]").topic("business-events"));
        try (TypedFills _ = filler()) {
            Awaitility.await("all are judged")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> run("list").lines().size() == 4);
        }
    }

    @AfterEach
    void close() {
        clickhouse.close();
        logs.close();
    }

    private TypedFills filler() {
        TypedSettings settings = new TypedSettings(
                TypedTables.DEFAULT_TOPICS,
                TypedSettings.DEFAULT_DAYS,
                "a key of ours",
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                1_000);
        TypedFills fills =
                new TypedFills(settings, Duration.ofSeconds(2), clickhouse, new TypedReport(new SimpleMeterRegistry()));
        fills.start();
        return fills;
    }

    private Ran run(String verb, String... arguments) {
        List<String> all = new ArrayList<>(List.of("ingest:dead-letters", verb));
        all.addAll(List.of(arguments));
        return Ran.console(logs.environment(), all.toArray(String[]::new));
    }

    @Test
    void listsAndCountsThemAndTellsAllAboutOne() {
        assertThat(run("list", "--table=audit_logs").out())
                .contains("audit-logs/3/0", "action: nothing; expected a text", "value: ", "expected a JSON object");
        assertThat(run("list", "--reason-contains=NOTHING", "--format=json").lines())
                .singleElement()
                .asString()
                .contains("\"table\":\"audit_logs\"", "\"offset\":0", "\"field\":\"action\"", "\"state\":\"open\"");
        assertThat(run("list", "--topic=audit-logs", "--format=csv").lines()).hasSize(3);
        assertThat(run("list", "--by=table", "--format=csv").lines())
                .containsExactly("table,letters", "audit_logs,2", "analytics_events,1");
        assertThat(run("list", "--by=reason").out()).contains("1  audit_logs", "action: nothing; expected a text");
        assertThat(run("list", "--since=2020-01-01", "--limit=1").err()).startsWith("there are more;");
        assertThat(run("list", "--state=discarded")).isEqualTo(new Ran(0, "", "no dead letter matches\n"));

        Ran shown = run("show", "audit-logs/3/1");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("audit_logs  audit-logs/3/1  open", "judged: 1 time", "value, 8 bytes:", "    rub\\x07bish");
        assertThat(run("show", "event 1", "--format=json").lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                .contains("\"letter\":{", "\"requests\":[]", "\"record\":{\"event_time\":"));
        assertThat(run("show", "none")).isEqualTo(new Ran(1, "", "console: no dead letter is none\n"));
    }

    @Test
    void countsAProducersMistakeOnceWhateverItWasFoundWith() throws Exception {
        String like =
                "INSERT INTO ingest_dead_letters SELECT * REPLACE (kafka_offset + %d AS kafka_offset, '%s' AS found,"
                        + " now64(3) + INTERVAL 1 MINUTE AS insert_by)"
                        + " FROM (SELECT * FROM ingest_dead_letters WHERE target_table = 'audit_logs' AND field = 'value')";
        clickhouse.run(like.formatted(100, "not JSON: a fault at byte 3"), Map.of());
        clickhouse.run(like.formatted(1_000, "not JSON: another at byte 7"), Map.of());

        assertThat(run("list", "--table=audit_logs", "--by=reason", "--format=json")
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains(
                                        "value: not JSON: a fault at byte 3 (one of 2); expected a JSON object",
                                        "\"letters\":3"),
                        line -> assertThat(line).contains("action: nothing; expected a text", "\"letters\":1"),
                        line -> assertThat(line)
                                .contains(
                                        "value: JSON that is not an object; expected a JSON object", "\"letters\":1"));
    }

    @Test
    void hasThemJudgedAgainAndTellsWhatBecameOfThem() throws Exception {
        clickhouse.change(
                "ALTER TABLE kafka_logs UPDATE value = '{\"user_id\":\"u\",\"action\":\"now\"}' WHERE kafka_offset = 0",
                Map.of(),
                Map.of("mutations_sync", "2"),
                Duration.ofSeconds(30));
        assertThat(run("retry", "--all", "--dry-run").err()).isEqualTo("3 are meant\n");
        Ran nobody = run("retry", "--all", "--wait=1");
        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).startsWith("console: 0 of 3 done, and nothing for 1 s: is log-ingest running?");
        try (TypedFills _ = filler()) {
            Awaitility.await("what was asked for is done")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> run("list", "--state=resolved").lines().size() == 2);
            Ran again = run("retry", "--table=audit_logs");
            assertThat(again.code()).isEqualTo(1);
            assertThat(again.err()).endsWith("0 fit now, 1 still do not\n");
            assertThat(run("list", "--state=resolved", "--format=csv").lines()).hasSize(2);
            assertThat(run("list", "--format=json").out())
                    .contains("\"attempts\":3")
                    .doesNotContain("\"offset\":0");
            assertThat(run("retry", "audit-logs/3/0").err())
                    .isEqualTo("console: no open or discarded dead letter is audit-logs/3/0\n");
            assertThat(run("show", "audit-logs/3/0").out()).contains("resolved", " retry by ", ": resolved");
        }
        assertThat(clickhouse.rows("SELECT action FROM audit_logs ORDER BY kafka_offset", Map.of()))
                .containsExactly(List.of("now"), List.of("a"));
    }

    @Test
    void discardsForGoodUnlessOneIsNamedAgain() throws Exception {
        try (TypedFills _ = filler()) {
            Ran discarded = run("discard", "--table=audit_logs", "--reason=it's noise", "--yes");
            assertThat(discarded.code()).as(discarded.err()).isZero();
            assertThat(discarded.err()).isEqualTo("2 discarded\n");
            clickhouse.run("INSERT INTO typed_rebuilds (target_table) SELECT 'audit_logs'", Map.of());
            Awaitility.await("it is rebuilt").atMost(Duration.ofSeconds(60)).until(() -> clickhouse
                    .rows(
                            "SELECT uniqExact(generation) FROM typed_progress WHERE target_table = 'audit_logs' AND upto = 2",
                            Map.of())
                    .getFirst()
                    .equals(List.of("2")));
            assertThat(run("list", "--state=discarded", "--format=json").lines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).contains("\"note\":\"it's noise\"", "@"));
            assertThat(run("retry", "audit-logs/3/1").err()).isEqualTo("0 fit now, 1 still do not\n");
            assertThat(run("list", "--by=state", "--state=all", "--format=csv").lines())
                    .contains("audit_logs,discarded,text,1", "audit_logs,open,text,1");
        }
    }

    @Test
    void saysWhatIsWrongWithTheQuestion() {
        assertThat(Ran.console(Map.of(), "ingest:dead-letters").err())
                .startsWith("console: list, show, retry or discard is expected");
        assertThat(run("retry")).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).startsWith("console: which? give IDs, or filters");
        });
        assertThat(run("retry", "a/0/1", "--all").err()).contains("only one of");
        assertThat(run("retry", "--table=kafka_logs").err()).contains("--table: \"kafka_logs\" is not allowed: appl");
        assertThat(run("retry", "--all", "--wait=0").err()).contains("--wait: \"0\" is not allowed");
        assertThat(run("discard", "--all", "--reason=x").err()).contains("--yes is needed");
        assertThat(run("discard", "--all", "--yes").err()).contains("--reason");
        assertThat(run("list", "--state=dead").err()).contains("--state: \"dead\" is not allowed: open, retry");
        assertThat(run("list", "--by=age").err()).contains("--by: \"age\" is not allowed: reason, table");
        assertThat(run("list", "--since=x").err()).contains("--since: \"x\" is not allowed: a span");
        assertThat(run("show", "a/0/1", "--format=csv").code()).isEqualTo(2);
        for (String verb : List.of("list", "show", "retry", "discard")) {
            Ran help = run(verb, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("Usage: ./console ingest:dead-letters " + verb, "\nExamples:\n");
            assertThat(help.out().split("  \\./console", -1)).hasSizeGreaterThan(2);
        }
    }
}
