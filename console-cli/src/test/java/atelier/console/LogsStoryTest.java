package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogsStoryTest {

    @AutoClose
    private static final KafkaLogs logs = new KafkaLogs("logs_story");

    @BeforeAll
    static void fill() throws ClickHouseFailure {
        logs.empty();
        // The clock of the one who releases is a second behind, and the push is stored first.
        record(
                1,
                "orders",
                "order.created",
                "order_1",
                "e1",
                "",
                "request_1",
                1,
                "{\"order_id\":\"order_1\",\"user_id\":\"user_1\"}",
                1_000);
        record(
                2,
                "orders",
                "order.on_hold",
                "order_1",
                "e2",
                "e1",
                "request_1",
                2,
                "{\"order_id\":\"order_1\"}",
                1_010);
        record(
                3,
                "designs",
                "design.status_changed",
                "design_1",
                "e3",
                "",
                "request_2",
                7,
                "{\"design_id\":\"design_1\"}",
                61_010);
        record(
                4,
                "orders",
                "order.released",
                "order_1",
                "e4",
                "e3",
                "request_2",
                3,
                "{\"order_id\":\"order_1\"}",
                60_500);
        record(
                5,
                "notifications",
                "notification.push",
                "notification_1",
                "e5",
                "e4",
                "request_2",
                1,
                "{\"user_id\":\"user_1\"}",
                60_400);
        record(6, "orders", "order.created", "order_2", "e6", "", "request_3", 1, "{\"user_id\":\"user_2\"}", 60_450);
    }

    private static void record(
            int offset,
            String topic,
            String type,
            String key,
            String event,
            String cause,
            String request,
            int sequence,
            String value,
            long time)
            throws ClickHouseFailure {
        logs.answer(
                "INSERT INTO logs_story.kafka_logs (ingested_at, event_time, topic, kafka_offset, event_type, event_id, status, key, value,"
                        + " header_names, header_values, insert_by) SELECT now64(3), fromUnixTimestamp64Milli(toInt64(1763667480000 + "
                        + time + ")), '"
                        + topic + "', " + offset + ", '" + type + "', '" + event + "', 'success', '" + key + "', '"
                        + value
                        + "', ['ce_subject', 'ce_causationid', 'ce_correlationid', 'ce_sequence'], ['" + key + "', '"
                        + cause + "', '" + request + "', '"
                        + sequence + "'], now64(3) + 60");
    }

    @Test
    void tellsCausesBeforeEffectsWhateverTheClocksSay() {
        assertThat(types(story("order_1")))
                .containsExactly(
                        "order.created",
                        "order.on_hold",
                        "design.status_changed",
                        "order.released",
                        "notification.push");
        assertThat(story("order_1").out()).contains("\"after_ms\":60000", "\"after_ms\":-510", "\"depth\":2");
    }

    @Test
    void startsFromAnyId() {
        String[] whole = {"design.status_changed", "order.released", "notification.push"};
        assertThat(types(story("design_1"))).containsExactly(whole);
        assertThat(types(story("request_2"))).containsExactly(whole);
        assertThat(types(story("e5"))).containsExactly(whole);
        assertThat(types(story("user_1"))).hasSize(5);
        assertThat(types(story("order_2"))).containsExactly("order.created");
    }

    @Test
    void showsATableThatFitsTheScreen() {
        Ran ran = Ran.console(logs.environment(), "logs:story", "order_1");
        assertThat(ran.lines())
                .hasSize(6)
                .first()
                .asString()
                .matches("TIME +AFTER +WHAT +TOPIC +AT +KEY +STATUS +VALUE");
        assertThat(ran.lines().get(4)).contains("  order.released");
    }

    @Test
    void isBoundedAndSaysSo() {
        Ran ran = story("order_1", "--limit=2");
        assertThat(ran.lines()).hasSize(2);
        assertThat(ran.err()).isEqualTo("there is more than these 2; --limit, --since and --until choose\n");
        assertThat(story("order_1", "--until=2025-11-20T19:38:30Z").lines()).hasSize(2);
        assertThat(story("nobody")).isEqualTo(new Ran(0, "", "no record names nobody\n"));
        assertThat(Ran.console(logs.environment(), "logs:story", " ").code()).isEqualTo(2);
    }

    private static List<String> types(Ran ran) {
        return ran.lines().stream()
                .map(line -> line.replaceAll(".*\"event_type\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static Ran story(String id, String... options) {
        List<String> arguments = new ArrayList<>(List.of("logs:story", id, "--format=json"));
        arguments.addAll(List.of(options));
        Ran ran = Ran.console(logs.environment(), arguments.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }
}
