package atelier.ingest.schema;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a ClickHouse database to the newest schema. ClickHouse has neither transactions nor locks for this, so a step
 * counts as applied when all of its statements have run, and any of them may run again.
 */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final String HISTORY = """
            CREATE TABLE IF NOT EXISTS schema_migrations
            (version UInt32, name String, checksum UInt64, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
            ENGINE = ReplacingMergeTree(applied_at) ORDER BY version
            SETTINGS fsync_after_insert = 1, fsync_part_directory = 1""";

    private final List<Migration> migrations;

    public Migrations() {
        this(Migration.all());
    }

    Migrations(List<Migration> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    /** @throws SchemaMismatch when a step that is applied there is not the one known here */
    public void apply(ClickHouse clickHouse) throws ClickHouseFailure {
        clickHouse.createDatabase();
        clickHouse.run(HISTORY, Map.of());
        Map<Integer, Long> applied = appliedSteps(clickHouse);
        for (Migration migration : migrations) {
            Long checksum = applied.get(migration.version());
            if (checksum == null) {
                run(clickHouse, migration);
            } else if (checksum != migration.checksum()) {
                throw new SchemaMismatch("migration " + migration.version() + " (" + migration.name()
                        + ") was changed after it had been applied: make a new one instead");
            }
        }
    }

    /** Whether all of them have been applied, by whomever. */
    public boolean applied(ClickHouse clickHouse) throws ClickHouseFailure {
        boolean begun = !clickHouse
                .rows(
                        "SELECT 1 FROM system.tables WHERE database = currentDatabase() AND name = 'schema_migrations'",
                        Map.of())
                .isEmpty();
        return begun
                && appliedSteps(clickHouse)
                        .keySet()
                        .containsAll(migrations.stream().map(Migration::version).toList());
    }

    private static Map<Integer, Long> appliedSteps(ClickHouse clickHouse) throws ClickHouseFailure {
        Map<Integer, Long> applied = new HashMap<>();
        for (List<String> row : clickHouse.rows(
                "SELECT version, argMax(checksum, applied_at) FROM schema_migrations GROUP BY version", Map.of())) {
            applied.put(Integer.valueOf(row.get(0)), Long.valueOf(row.get(1)));
        }
        return applied;
    }

    private static void run(ClickHouse clickHouse, Migration migration) throws ClickHouseFailure {
        for (String statement : migration.statements()) {
            clickHouse.run(statement, Map.of());
        }
        clickHouse.run(
                """
                INSERT INTO schema_migrations (version, name, checksum)
                SETTINGS async_insert = 0
                SELECT {version:UInt32}, {name:String}, {checksum:UInt64}""",
                Map.of(
                        "version", String.valueOf(migration.version()),
                        "name", migration.name(),
                        "checksum", String.valueOf(migration.checksum())));
        LOG.info("Applied migration {} ({})", migration.version(), migration.name());
    }

    /** The schema is not ours to change any more. */
    public static final class SchemaMismatch extends IllegalStateException {
        SchemaMismatch(String message) {
            super(message);
        }
    }
}
