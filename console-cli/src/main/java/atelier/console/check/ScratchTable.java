package atelier.console.check;

import atelier.console.session.Failure;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A table that lives for one round trip. */
final class ScratchTable {

    private ScratchTable() {}

    /** Returns how long it took from creating to dropping. */
    static Duration roundTrip(ClickHouse clickhouse) {
        long start = System.nanoTime();
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String written = HexFormat.of().formatHex(random);
        String table = "console_test_" + written;
        clickhouse.run(Statement.of("CREATE TABLE " + table + " (word String) ENGINE = MergeTree ORDER BY word"));
        try {
            Statement.Builder values = new Statement.Builder();
            clickhouse.run(values.build("INSERT INTO " + table + " SELECT " + values.text("word", written)));
            List<String> read = clickhouse.list(Statement.of("SELECT word FROM " + table), RowReader::text);
            if (!read.equals(List.of(written))) {
                throw new Failure("one row was written to " + table + ", but what was read back is " + read);
            }
        } finally {
            clickhouse.run(Statement.of("DROP TABLE IF EXISTS " + table));
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
