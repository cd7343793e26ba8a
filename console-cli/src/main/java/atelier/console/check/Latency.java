package atelier.console.check;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.RowReader;
import atelier.logs.clickhouse.Statement;
import java.util.Arrays;
import java.util.Locale;

/** How long the smallest query takes, as the console sees it. */
record Latency(String version, double firstMillis, double medianMillis) {

    private static final int ROUNDS = 9;
    private static final double NANOS_PER_MILLI = 1e6;

    static Latency measured(ClickHouse clickhouse) {
        Statement smallest = Statement.of("SELECT version()");
        String version = "";
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            version = clickhouse.one(smallest, RowReader::text);
            millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        double first = millis[0];
        Arrays.sort(millis);
        return new Latency(version, first, millis[ROUNDS / 2]);
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%.1f ms (median of %d, the first with connecting %.1f ms)",
                medianMillis,
                ROUNDS,
                firstMillis);
    }
}
