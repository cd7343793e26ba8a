package atelier.console;

import static atelier.console.KafkaLogs.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs.Row;
import atelier.console.text.Width;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsViewTest {

    private static final long MINUTE = 60_000;

    @AutoClose
    private static final KafkaLogs logs = new KafkaLogs("logs_view");

    @BeforeEach
    void empty() throws ClickHouseFailure {
        logs.empty();
    }

    @Test
    void showsTheNewestLastAndNoMoreThanAskedFor() throws ClickHouseFailure {
        long start = Row.of("").time();
        for (int i = 0; i < 30; i++) {
            logs.insert(Row.of("value " + i).time(start + i * MINUTE));
        }
        assertThat(values(view())).hasSize(20).startsWith("value 10").endsWith("value 29");
        assertThat(values(view("--limit=3"))).containsExactly("value 27", "value 28", "value 29");
        assertThat(values(view("--limit", "100"))).hasSize(30);
    }

    @Test
    void ordersRecordsOfOneMomentByTopicPartitionAndOffset() throws ClickHouseFailure {
        logs.insert(Row.of("a"), Row.of("b"), Row.of("c"), Row.of("d").topic("designs"));
        assertThat(values(view())).containsExactly("d", "a", "b", "c");
        assertThat(values(view("--limit=2"))).containsExactly("b", "c");
    }

    @Test
    void showsTheTimeInTheLocalZoneOrInUtc() throws ClickHouseFailure {
        logs.insert(Row.of("{}"));
        assertThat(view().lines().getLast()).startsWith("2025-11-21 02:38:44.123  orders  3/0  order.created  order_1");
        assertThat(view("--utc").lines().getLast()).startsWith("2025-11-20 19:38:44.123");
    }

    @Test
    void keepsEveryRecordOnOneLineThatFitsTheScreen() throws ClickHouseFailure {
        String wide = "日本語テキスト 🎉 Мой дизайн ".repeat(200);
        logs.insert(
                Row.of(wide),
                Row.of("two\nlines\r\n\tand \u001b[31mred\u001b[0m \u0000 \u202e"),
                Row.of("x").times(1_000_000).key(bytes("k".repeat(500))).type("t".repeat(300)));
        for (int columns : new int[] {20, 40, 80, 100, 133, 250}) {
            Ran ran = Ran.console(
                    logs.environment(Map.of("COLUMNS", Integer.toString(columns))), "logs:view", "kafka_logs");
            assertThat(ran.lines())
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(Width.of(line)).as(line).isLessThanOrEqualTo(columns));
            assertThat(ran.out().codePoints().filter(c -> (c < 0x20 && c != '\n') || c == 0x202e))
                    .isEmpty();
        }
    }

    @Test
    void showsWhatIsMissingEmptyOrNotText() throws ClickHouseFailure {
        logs.insert(
                Row.of("").key(null),
                Row.of("").key(new byte[0]).value(null).status("tombstone"),
                Row.of("").key(new byte[] {(byte) 0xff, 0, 'k'}).value(new byte[] {'v', (byte) 0xc3}));
        List<String> lines = view().lines();
        assertThat(lines.get(1)).contains("  null  ").endsWith("(empty)");
        assertThat(lines.get(2)).contains("  (empty)  ").endsWith("(tombstone)");
        assertThat(lines.get(3)).contains("\\xff\\x00k").endsWith("v\\xc3");
    }

    @Test
    void showsHeadersAndTheWholeValueInFull() throws ClickHouseFailure {
        logs.insert(Row.of("first line\nsecond " + "x".repeat(5000)));
        assertThat(view("--full").out())
                .contains("  key: order_1\n")
                .contains("  header ce_type: order.created\n  header x: null\n  header x: \\xff\\x00\n")
                .contains("  value, 5018 bytes:\n    first line\n    second " + "x".repeat(5000) + "\n");
    }

    @Test
    void filtersInTheStore() throws ClickHouseFailure {
        logs.insert(
                Row.of("a"),
                Row.of("b").topic("designs").type("design.created").key(bytes("design_1")),
                Row.of("c").status("failed"),
                Row.of("Мой Дизайн"));
        assertThat(values(view("--status=failed"))).containsExactly("c");
        assertThat(values(view("--topic=designs"))).containsExactly("b");
        assertThat(values(view("--type=design.created"))).containsExactly("b");
        assertThat(values(view("--key=design_1"))).containsExactly("b");
        assertThat(values(view("--grep=мой диз"))).containsExactly("Мой Дизайн");
        assertThat(values(view("--topic=orders", "--status=success", "--grep=A")))
                .containsExactly("a");
        assertThat(view("--topic=none")).isEqualTo(new Ran(0, "", "no record in kafka_logs matches\n"));
    }

    @Test
    void takesSeveralValuesAndTheirOpposite() throws ClickHouseFailure {
        logs.insert(
                Row.of("a"),
                Row.of("b").topic("designs").key(null),
                Row.of("c, d").topic("notifications").status("failed"));
        assertThat(values(view("--topic=orders,designs"))).containsExactly("b", "a");
        assertThat(values(view("--topic=orders", "--topic", "designs"))).containsExactly("b", "a");
        assertThat(values(view("--not", "topic=orders,designs"))).containsExactly("c, d");
        assertThat(values(view("--not=status=success", "--not=topic=orders"))).containsExactly("c, d");
        assertThat(values(view("--grep=c, d", "--grep=A"))).containsExactly("c, d", "a");
        assertThat(values(view("--not=grep=c, d"))).containsExactly("b", "a");
        // A record without a key has not that key.
        assertThat(values(view("--not=key=order_1"))).containsExactly("b");
        assertThat(values(view("--partition=3", "--offset=1,2"))).containsExactly("b", "c, d");
        assertThat(values(view("--event=event 1", "--trace=trace 2"))).isEmpty();
    }

    @Test
    void showsTheColumnsThatAreNamed() throws ClickHouseFailure {
        logs.insert(Row.of("a"));
        assertThat(view("--columns=kafka_offset,key,headers,at").lines().getLast())
                .startsWith("           0  order_1  [{\"name\":\"ce_type\",\"value\":\"order.created\"}")
                .endsWith("  3/0");
        assertThat(view("--columns=key,topic", "--format=json").out())
                .isEqualTo("{\"key\":\"order_1\",\"topic\":\"orders\"}\n");
        assertThat(view("--columns=key", "--format=csv").out()).isEqualTo("key,key_encoding\norder_1,text\n");
        refused("--columns: \"nope\" is not allowed: event_time, ", "logs:view", "kafka_logs", "--columns=key,nope");
    }

    @Test
    void printsAQueryThatAnyClientCanRun() throws ClickHouseFailure {
        String key = "it's a \\ key\n{limit:Int64}";
        logs.insert(Row.of("a").key(bytes(key)), Row.of("b"));
        String sql = view("--sql", "--key=" + key, "--since=2025-01-01", "--not=status=failed")
                .out();
        assertThat(sql).contains("kafka_logs").doesNotContain(":String}");
        assertThat(logs.answer("SELECT count() FROM (" + sql + ")")).isEqualTo("1");
    }

    @Test
    void showsAnyTableOfTheDatabase() throws ClickHouseFailure {
        assertThat(Ran.console(logs.environment(), "logs:view", "ingest_gaps"))
                .isEqualTo(new Ran(0, "", "no record in ingest_gaps matches\n"));
        logs.answer("INSERT INTO logs_view.ingest_gaps VALUES (now64(3), 'orders', generateUUIDv4(), 1, 5, 7, 'cut')");
        Ran gaps = Ran.console(logs.environment(), "logs:view", "ingest_gaps", "--topic=orders", "--since=1h");
        assertThat(gaps.lines().getFirst())
                .matches("FOUND_AT +TOPIC +TOPIC_ID +KAFKA_PARTITION +FROM_OFFSET +TO_OFFSET +REASON");
        assertThat(gaps.lines().getLast()).endsWith("cut");
        Ran json = Ran.console(
                logs.environment(), "logs:view", "ingest_gaps", "--format=json", "--columns=to_offset,reason");
        assertThat(json.out()).isEqualTo("{\"to_offset\":7,\"reason\":\"cut\"}\n");
        refused("--key: cannot be used: there is no column key in ingest_gaps", "logs:view", "ingest_gaps", "--key=a");
    }

    @Test
    void showsMoreThanFitsIntoMemoryInSeveralTables() throws ClickHouseFailure {
        logs.answer("INSERT INTO logs_view.kafka_logs (ingested_at, event_time, topic, kafka_offset, value, insert_by)"
                + " SELECT now64(3), now64(3), 'orders', number, repeat('x', 2000), now64(3) + 60 FROM numbers(60000)");
        Ran ran = view("--limit=60000");
        long headers =
                ran.lines().stream().filter(line -> line.startsWith("TIME ")).count();
        assertThat(headers).isGreaterThan(1);
        assertThat(ran.lines()).hasSize((int) (60_000 + headers));
    }

    @Test
    void takesAnyTextInAFilterAsText() throws ClickHouseFailure {
        List<String> keys =
                List.of("' OR 1 = 1 --", "a\\b", "a\tb\nc\rd", "{limit:Int64}", "%&+=?#", "🎉", "\\N", "\"");
        for (String key : keys) {
            logs.insert(Row.of("of " + keys.indexOf(key)).key(bytes(key)));
        }
        for (String key : keys) {
            assertThat(values(view("--key=" + key))).as(key).containsExactly("of " + keys.indexOf(key));
        }
    }

    @Test
    void looksBetweenTwoTimes() throws ClickHouseFailure {
        long now = System.currentTimeMillis();
        logs.insert(
                Row.of("hours ago").time(now - 180 * MINUTE),
                Row.of("minutes ago").time(now - 10 * MINUTE),
                Row.of("now").time(now),
                Row.of("long ago"));
        assertThat(values(view("--since=15m"))).containsExactly("minutes ago", "now");
        assertThat(values(view("--since=1d", "--until=1h30m"))).containsExactly("hours ago");
        assertThat(values(view("--since=2025-11-21", "--until=2025-11-21T02:38:44.124")))
                .containsExactly("long ago");
        assertThat(values(view("--until=2025-11-20T19:38:44.123Z"))).isEmpty();
        assertThat(values(view("--utc", "--until=2025-11-20 19:38:45"))).containsExactly("long ago");
    }

    @Test
    void refusesWhatItDoesNotKnowAndSaysWhatThereIs() {
        refused("TABLE: \"kafka_logs; DROP", "logs:view", "kafka_logs; DROP TABLE kafka_logs");
        refused(
                "--limit: \"0\" is not allowed: a whole number from 1 to 100000",
                "logs:view",
                "kafka_logs",
                "--limit=0");
        refused("--status: \"ok\" is not allowed: success, failed", "logs:view", "kafka_logs", "--status=ok");
        refused("--since: \"soon\" is not allowed: a span back", "logs:view", "kafka_logs", "--since=soon");
        refused("--format: \"xml\" is not allowed: table, json or csv", "logs:view", "kafka_logs", "--format=xml");
        refused("Unknown option: '--nope'", "logs:view", "kafka_logs", "--nope");
        refused("Missing required parameter: 'TABLE'", "logs:view");
        refused("did you mean logs:view?", "log:view");
    }

    @Test
    void saysWhichTablesThereAreWhenOneIsMissing() {
        Ran ran = Ran.console(logs.environment(), "logs:view", "push_logs");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("console: there is no table push_logs in database logs_view; there is ")
                .contains("kafka_logs");
        Ran elsewhere =
                Ran.console(logs.environment(Map.of("CLICKHOUSE_DATABASE", "nowhere")), "logs:view", "kafka_logs");
        assertThat(elsewhere.err()).startsWith("console: there is no database nowhere at http://127.0.0.1:");
        assertThat(elsewhere.code()).isEqualTo(1);
    }

    private static Ran view(String... options) {
        List<String> arguments = new ArrayList<>(List.of("logs:view", "kafka_logs"));
        arguments.addAll(List.of(options));
        Ran ran = Ran.console(logs.environment(), arguments.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    /** The last column. */
    private static List<String> values(Ran ran) {
        return ran.lines().stream()
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf("  ") + 2))
                .toList();
    }

    private static void refused(String message, String... arguments) {
        Ran ran = Ran.console(logs.environment(), arguments);
        assertThat(ran.err()).contains(message).hasLineCount(1);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
    }
}
