package atelier.console.logs;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs;
import atelier.devstack.TestServers;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Limits;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Server;
import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.Field;
import atelier.logs.filter.Filter;
import atelier.logs.stats.By;
import atelier.logs.stats.StatsQuery;
import atelier.logs.story.StoryQuery;
import atelier.logs.view.LogQuery;
import atelier.logs.view.LogTable;
import atelier.logs.view.Tables;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ClickHouse makes of the queries: that is what keeps them fast when there are a hundred million rows. */
class LogQueryTest {

    private static final String DATABASE = "logs_plan";

    @AutoClose
    private static final KafkaLogs logs = new KafkaLogs(DATABASE);

    private static ClickHouse clickhouse;

    @BeforeAll
    static void fill() throws ClickHouseFailure {
        logs.insert(KafkaLogs.Row.of("a"), KafkaLogs.Row.of("b"));
        clickhouse = new ClickHouse(
                new Server("127.0.0.1", TestServers.clickhouse().port(), "default", "", DATABASE), Limits.PATIENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status=success",
                "topic=orders",
                "topic=orders,designs",
                "type=order.created",
                "key=order_1",
                "grep=a"
            })
    void readsTheTableBackwardsFromItsNewestRow(String condition) {
        assertThat(plan(view(condition), "actions = 1")).anyMatch(step -> step.contains("Read type: InReverseOrder"));
    }

    @Test
    void readsWholeValuesOnlyOfTheRowsThatItShows() {
        List<String> plan = plan(view(""), "actions = 1");
        assertThat(plan).anyMatch(step -> step.contains("Lazily read columns") && step.contains("value"));
    }

    @Test
    void looksAtNoMorePartsThanOneAfterTheOther() {
        assertThat(view("").sql()).contains("read_in_order_use_buffering = 0");
        assertThat(new StoryQuery("design_1", filter().build(), 10, 10)
                        .naming(DATABASE)
                        .sql())
                .contains("read_in_order_use_buffering = 0");
    }

    @ParameterizedTest
    @CsvSource({
        "status=failed, ix_status",
        "key=order_1, ix_key",
        "event=event 1, ix_event_id",
        "trace=trace 1, ix_trace_id",
        "offset=1, ix_offset"
    })
    void usesTheIndexOfWhatIsAskedFor(String condition, String index) {
        assertThat(plan(view(condition), "indexes = 1")).anyMatch(step -> step.contains("Name: " + index));
    }

    @Test
    void findsATimeByTheSortingKey() {
        Filter filter = filter().since("2025-11-20").until("2025-11-21").build();
        List<String> plan = plan(query(filter).newestLast(), "indexes = 1");
        assertThat(String.join(" ", plan).replaceAll("[\\s│]+", " "))
                .contains("PrimaryKey Keys: event_time Condition: ");
    }

    @ParameterizedTest
    @EnumSource(By.class)
    void countsFromTheProjection(By by) {
        Filter filter = filter().with(Field.TOPIC, List.of("orders"))
                .since("2025-11-20")
                .until("2025-11-21T10:00:30")
                .build();
        for (Filter any : List.of(filter, filter().build())) {
            List<String> plan = plan(new StatsQuery(by, any, 10).statement(DATABASE), "");
            assertThat(plan).anyMatch(step -> step.contains("ReadFromMergeTree (p_minute)"));
            assertThat(plan).noneMatch(step -> step.contains("kafka_logs"));
        }
    }

    @Test
    void findsAStoryByBloomFilters() {
        List<String> plan = plan(new StoryQuery("order_1", filter().build(), 10, 10).naming(DATABASE), "indexes = 1");
        assertThat(plan)
                .anyMatch(step -> step.contains("Name: ix_ids"))
                .anyMatch(step -> step.contains("Name: ix_event_id"));
    }

    private static Filter.Builder filter() {
        return new Filter.Builder(Instant.now(), ZoneOffset.UTC);
    }

    private static Statement view(String condition) {
        Filter.Builder filter = filter();
        for (Field field : Field.values()) {
            if (condition.startsWith(field.word() + "=")) {
                filter.with(field, List.of(condition.substring(field.word().length() + 1)));
            }
        }
        return query(filter.build()).newestLast();
    }

    private static LogQuery query(Filter filter) {
        LogTable table = Tables.named("kafka_logs", clickhouse);
        return new LogQuery(table, table.brief(), filter, 20, 100, null);
    }

    private static List<String> plan(Statement statement, String options) {
        return clickhouse.list(
                new Statement(
                        "SELECT explain FROM (EXPLAIN " + options + " " + statement.sql() + ")",
                        statement.parameters()),
                RowReader::text);
    }
}
