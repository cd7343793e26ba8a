package atelier.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private Trial trial;
    private ClickHouse clickHouse;

    @BeforeEach
    void begin() {
        trial = new Trial("migrations");
        clickHouse = trial.clickHouse();
    }

    @AfterEach
    void end() throws Exception {
        trial.close();
    }

    @Test
    void createTheTablesAndRunTwiceWithoutEffect() throws Exception {
        new Migrations().apply(clickHouse);
        new Migrations().apply(clickHouse);

        assertThat(clickHouse.rows("SHOW TABLES", Map.of()).stream().map(List::getFirst))
                .contains("kafka_logs", "ingest_gaps", "application_logs", "ingest_dead_letters", "schema_migrations");
        assertThat(clickHouse.rows("SELECT version, name FROM schema_migrations FINAL ORDER BY version", Map.of()))
                .startsWith(List.of("1", "kafka_logs"), List.of("2", "ingest_gaps"))
                .hasSize(Migration.all().size());
    }

    @Test
    void runInSeveralInstancesAtOnce() throws Exception {
        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            Callable<Void> instance = () -> {
                new Migrations().apply(clickHouse);
                return null;
            };
            for (Future<Void> done : instances.invokeAll(List.of(instance, instance, instance, instance))) {
                done.get();
            }
        }
        assertThat(clickHouse.rows("SELECT count() FROM schema_migrations FINAL", Map.of()))
                .containsExactly(List.of(String.valueOf(Migration.all().size())));
    }

    @Test
    void changeATableThatHasData() throws Exception {
        new Migrations().apply(clickHouse);
        clickHouse.run(
                "INSERT INTO kafka_logs (ingested_at, topic, insert_by) VALUES (now64(3), 'before', now64(3) + 100)",
                Map.of());
        List<Migration> more = new ArrayList<>(Migration.all());
        more.add(new Migration(
                1_000, "later", "ALTER TABLE kafka_logs ADD COLUMN IF NOT EXISTS added String DEFAULT 'x';\n"));
        new Migrations(more).apply(clickHouse);

        assertThat(clickHouse.rows("SELECT topic, added FROM kafka_logs", Map.of()))
                .containsExactly(List.of("before", "x"));
    }

    @Test
    void findIdsInRowsThatWereThereBefore() throws Exception {
        new Migrations(Migration.all().subList(0, 2)).apply(clickHouse);
        clickHouse.run(
                "INSERT INTO kafka_logs (ingested_at, topic, key, value, header_names, header_values, insert_by)"
                        + " VALUES (now64(3), 'orders', 'order_1', '{\"user_id\": \"user_7\", \"items\": [{\"designId\":42}]}',"
                        + " ['ce_correlationid'], ['request_9'], now64(3) + 100)",
                Map.of());
        new Migrations().apply(clickHouse);

        assertThat(clickHouse.rows("SELECT arrayStringConcat(ids, ' ') FROM kafka_logs", Map.of()))
                .containsExactly(List.of("order_1 request_9 user_7 42"));
        assertThat(clickHouse.rows("SELECT topic FROM kafka_logs WHERE has(ids, 'user_7')", Map.of()))
                .containsExactly(List.of("orders"));
        assertThat(clickHouse.rows("SELECT topic FROM kafka_logs WHERE has(ids, 'user_8')", Map.of()))
                .isEmpty();
    }

    @Test
    void bringADatabaseOfTheFirstVersionUpToDate() throws Exception {
        new Migrations(Migration.all().subList(0, 2)).apply(clickHouse);
        clickHouse.run(
                "INSERT INTO kafka_logs (ingested_at, topic, insert_by) VALUES (now64(3), 'before', now64(3) + 100)",
                Map.of());
        assertThat(new Migrations().applied(clickHouse)).isFalse();
        new Migrations().apply(clickHouse);

        assertThat(new Migrations().applied(clickHouse)).isTrue();
        assertThat(clickHouse.rows("SELECT topic FROM kafka_logs", Map.of())).containsExactly(List.of("before"));
        assertThat(clickHouse.rows("SELECT count() FROM sms_logs", Map.of())).containsExactly(List.of("0"));
    }

    @Test
    void keepTheDeadLettersThatWereThereBefore() throws Exception {
        new Migrations(Migration.all().subList(0, 11)).apply(clickHouse);
        clickHouse.run(
                "INSERT INTO ingest_dead_letters (target_table, topic, field, state, attempts, changed_at, insert_by) VALUES ('audit_logs', 'before', 'action', 'open', 1, now64(6), now64(3) + 100)",
                Map.of());
        new Migrations().apply(clickHouse);

        assertThat(clickHouse.rows(
                        "SELECT topic, state, attempts, toString(request_id), note FROM ingest_dead_letters FINAL",
                        Map.of()))
                .containsExactly(List.of("before", "open", "1", "00000000-0000-0000-0000-000000000000", ""));
        assertThat(clickHouse.rows("SELECT count() FROM ingest_dead_letter_requests", Map.of()))
                .containsExactly(List.of("0"));
    }

    /** The statements of docs/reading.md. */
    @Test
    void letATableBeGivenSmallGranulesByHand() throws Exception {
        new Migrations().apply(clickHouse);
        clickHouse.run(
                "INSERT INTO kafka_logs (ingested_at, topic, kafka_offset, key, insert_by)"
                        + " SELECT now64(3), 'before', number, 'order_1', now64(3) + 100 FROM numbers(5000)",
                Map.of());
        String before = definition();
        String page = Files.readString(Path.of("../docs/reading.md"));
        int begin = page.indexOf("```sql") + "```sql".length();
        String statements = page.substring(begin, page.indexOf("```", begin));
        for (String statement : statements.split(";", -1)) {
            clickHouse.run(statement, Map.of());
        }
        new Migrations().apply(clickHouse);

        assertThat(definition()).isEqualTo(before.replace("index_granularity = 8192", "index_granularity = 2048"));
        assertThat(clickHouse.rows(
                        "SELECT count(), uniqExact(kafka_offset), countIf(has(ids, 'order_1')) FROM kafka_logs",
                        Map.of()))
                .containsExactly(List.of("5000", "5000", "5000"));
        assertThat(clickHouse.rows(
                        "SELECT sum(marks) >= 3 FROM system.parts WHERE database = currentDatabase() AND table = 'kafka_logs' AND active",
                        Map.of()))
                .containsExactly(List.of("1"));
    }

    private String definition() throws Exception {
        return clickHouse
                .rows("SHOW CREATE TABLE kafka_logs", Map.of())
                .getFirst()
                .getFirst();
    }

    @Test
    void alterRetentionOnlyWhenItIsAnother() throws Exception {
        new Migrations().apply(clickHouse);
        String version =
                "SELECT metadata_modification_time, uuid FROM system.tables WHERE database = currentDatabase() AND name = 'audit_logs'";
        List<List<String>> before = clickHouse.rows(version, Map.of());
        new Retention(clickHouse).apply(Map.of("kafka_logs", 7, "audit_logs", 400));
        new Retention(clickHouse).apply(Map.of("kafka_logs", 7));

        assertThat(clickHouse.rows(version, Map.of())).isEqualTo(before);
        assertThat(clickHouse
                        .rows(
                                "SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = 'kafka_logs'",
                                Map.of())
                        .getFirst()
                        .getFirst())
                .contains("TTL toDateTime(ingested_at) + toIntervalDay(7) SETTINGS ttl_only_drop_parts = 1");
    }

    @Test
    void refuseAStepThatWasChangedAfterwards() throws Exception {
        new Migrations(List.of(new Migration(1, "one", "SELECT 1;\n"))).apply(clickHouse);

        assertThatThrownBy(() -> new Migrations(List.of(new Migration(1, "one", "SELECT 2;\n"))).apply(clickHouse))
                .isInstanceOf(Migrations.SchemaMismatch.class)
                .hasMessageContaining("migration 1 (one) was changed");
    }
}
