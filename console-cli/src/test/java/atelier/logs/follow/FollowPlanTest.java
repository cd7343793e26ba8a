package atelier.logs.follow;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs;
import atelier.devstack.TestServers;
import atelier.logs.Estimate;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Limits;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Server;
import atelier.logs.clickhouse.Statement;
import atelier.logs.filter.Filter;
import atelier.logs.view.LogTable;
import atelier.logs.view.Tables;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a look at a big table costs when little has come. */
class FollowPlanTest {

    private static final String DATABASE = "logs_follow_plan";
    private static final int OLD_ROWS = 1_000_000;
    private static KafkaLogs logs;
    private static ClickHouse clickhouse;
    private static LogTable table;

    @BeforeAll
    static void fill() throws Exception {
        logs = new KafkaLogs(DATABASE);
        clickhouse = new ClickHouse(
                new Server("127.0.0.1", TestServers.clickhouse().port(), "default", "", DATABASE), Limits.PATIENT);
        table = Tables.named("kafka_logs", clickhouse);
        // Of today as well, so that it is not the table's partitions alone that keep the question small.
        insert("now64(3) - 600", 0, OLD_ROWS);
    }

    @AfterAll
    static void close() {
        logs.close();
    }

    @Test
    void asksTheLedgerAndReadsLittleMoreThanWhatHasCome() throws Exception {
        Ledger ledger = new Ledger(table);
        Position before = ledger.end(clickhouse);
        assertThat(before.offsets()).hasSize(8);
        insert("now64(3)", OLD_ROWS, 80);
        Position now = ledger.end(clickhouse);
        Filter filter = new Filter.Builder(Instant.now(), ZoneOffset.UTC).build();
        FollowQuery query = new FollowQuery(
                table,
                FollowedRow.read(table, table.columns()),
                List.of(filter),
                null,
                before.to(now, Long.MAX_VALUE / 2),
                before.floor(),
                1_000);
        assertThat(clickhouse.list(query.statement(), in -> FollowedRow.matched(query.columns(), in)))
                .hasSize(80);
        assertThat(Estimate.rows(clickhouse, query.statement())).isBetween(80L, 8_192L);
        assertThat(explained("EXPLAIN ", ledger.statement()))
                .anyMatch(step -> step.contains("ReadFromMergeTree (p_ledger)"))
                .noneMatch(step -> step.contains("ReadFromMergeTree (" + DATABASE));
    }

    private static List<String> explained(String explain, Statement statement) {
        return clickhouse.list(
                new Statement("SELECT explain FROM (" + explain + statement.sql() + ")", statement.parameters()),
                RowReader::text);
    }

    private static void insert(String at, int first, int rows) throws Exception {
        clickhouse.run(Statement.of("INSERT INTO kafka_logs (ingested_at, event_time, topic, topic_id, kafka_partition,"
                + " kafka_offset, event_type, status, value, ids, insert_by) SELECT " + at + ", " + at
                + ", 'orders', '018f0000-0000-7000-8000-000000000001', number % 8, intDiv(number, 8), 'made',"
                + " 'success', 'x', [], now64(3) + 60 FROM numbers(" + first + ", " + rows + ")"));
    }
}
