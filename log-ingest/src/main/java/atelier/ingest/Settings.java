package atelier.ingest;

import atelier.ingest.clickhouse.ClickHouseAddress;
import atelier.ingest.lane.BatchLimits;
import atelier.ingest.lane.LaneSettings;
import atelier.ingest.typed.TypedSettings;
import atelier.ingest.typed.TypedTables;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Everything that can be set, from the environment.
 *
 * @param verifyServices whose outboxes are compared with Kafka by {@code GET /api/logs/verify}
 * @param stuckAfter readiness fails when for so long nothing was written though there is something to write
 * @param followers how many may follow the log over HTTP at the same time
 * @param heartbeat how often their streams show that they live
 */
record Settings(
        String host,
        int port,
        LaneSettings lane,
        ClickHouseAddress clickHouse,
        boolean nativePortGiven,
        Duration stuckAfter,
        TypedSettings typed,
        List<String> verifyServices,
        int followers,
        Duration heartbeat) {

    private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern TOPICS = Pattern.compile("[a-zA-Z0-9._-]{1,249}(,[a-zA-Z0-9._-]{1,249})*");
    private static final Pattern SERVICES =
            Pattern.compile("|https?://[A-Za-z0-9._:\\[\\]-]+(,https?://[A-Za-z0-9._:\\[\\]-]+)*");
    private static final String TOPICS_ALLOWED = "topic names, several with commas";
    private static final int CLICKHOUSE_NATIVE = 9000;
    private static final int CLICKHOUSE_HTTP = 8123;

    /** @throws Refused naming the first variable that cannot be used */
    static Settings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        // Read by logback.xml, where a wrong one would silence everything.
        variables.text("LOG_FORMAT", "plain", Pattern.compile("plain|json"), "plain or json");
        BatchLimits limits = new BatchLimits(
                variables.number("INGEST_BATCH_ROWS", 100_000, 1, 1_000_000),
                variables.number("INGEST_BATCH_BYTES", batchBytes(), 1, 256 << 20),
                Duration.ofMillis(variables.number("INGEST_BATCH_MS", 500, 1, 60_000)));
        Duration lease = Duration.ofMillis(variables.number("INGEST_LEASE_MS", 5_000, 1_000, 60_000));
        LaneSettings lane = new LaneSettings(
                variables.text(
                        "KAFKA_BROKERS",
                        "localhost:9092",
                        Pattern.compile("[^\\s,:]+:\\d+(,[^\\s,:]+:\\d+)*"),
                        "host:port,host:port"),
                variables.text("INGEST_GROUP_ID", "log-ingest", Pattern.compile("\\S{1,249}"), "a name without spaces"),
                limits,
                lease);
        int port = variables.number("CLICKHOUSE_PORT", CLICKHOUSE_HTTP, 1, 65_535);
        ClickHouseAddress clickHouse = new ClickHouseAddress(
                variables.text("CLICKHOUSE_HOST", "localhost", Pattern.compile("\\S+"), "a host name"),
                port == CLICKHOUSE_NATIVE ? CLICKHOUSE_HTTP : port,
                variables.text("CLICKHOUSE_USERNAME", "default", Pattern.compile("\\S+"), "a user name"),
                environment.getOrDefault("CLICKHOUSE_PASSWORD", ""),
                variables.text("CLICKHOUSE_DATABASE", "logs", DATABASE, "letters, digits and _, at most 64"));
        return new Settings(
                variables.text("SERVER_HOST", "127.0.0.1", Pattern.compile("\\S+"), "an address to listen on"),
                variables.number("SERVER_PORT", 8002, 0, 65_535),
                lane,
                clickHouse,
                port == CLICKHOUSE_NATIVE,
                Duration.ofSeconds(variables.number("INGEST_STUCK_AFTER_SECONDS", 30, 1, 3_600)),
                typed(variables),
                services(variables),
                variables.number("INGEST_FOLLOWERS", 500, 0, 10_000),
                Duration.ofMillis(variables.number("INGEST_HEARTBEAT_MS", 15_000, 100, 30_000)));
    }

    /** Empty for none. */
    private static List<String> services(Variables variables) {
        String services = variables.text(
                "VERIFY_SERVICES",
                "http://localhost:8001,http://localhost:8000",
                SERVICES,
                "http://host:port, several with commas, or nothing");
        return services.isEmpty() ? List.of() : List.of(services.split(","));
    }

    private static TypedSettings typed(Variables variables) {
        Map<String, List<String>> topics = new HashMap<>();
        TypedTables.DEFAULT_TOPICS.forEach((table, names) -> topics.put(
                table,
                List.of(variables
                        .text(
                                "INGEST_TOPICS_" + table.toUpperCase(Locale.ROOT),
                                String.join(",", names),
                                TOPICS,
                                TOPICS_ALLOWED)
                        .split(","))));
        Map<String, Integer> days = new LinkedHashMap<>();
        TypedSettings.DEFAULT_DAYS.forEach((table, otherwise) -> days.put(
                table,
                variables.number("INGEST_RETENTION_DAYS_" + table.toUpperCase(Locale.ROOT), otherwise, 1, 36_500)));
        return new TypedSettings(
                topics,
                days,
                variables.text(
                        "INGEST_PII_KEY", TypedSettings.PUBLIC_KEY, Pattern.compile(".{7,256}"), "7 to 256 characters"),
                Duration.ofMillis(variables.number("INGEST_TYPED_MS", 1_000, 10, 60_000)),
                Duration.ofMillis(variables.number("INGEST_TYPED_LATE_MS", 30_000, 10, 3_600_000)),
                variables.number("INGEST_TYPED_STEP", 50_000, 1, 1_000_000));
    }

    /** 128 MiB, or what a small heap has room for: there are two batches, and polls and fetches come on top. */
    private static int batchBytes() {
        return (int) Math.min(128 << 20, Runtime.getRuntime().maxMemory() / 5);
    }

    /** One line that says which variable, what it was, and what is allowed. */
    static final class Refused extends RuntimeException {
        Refused(String variable, String value, String allowed) {
            super(variable + " is \"" + value + "\"; allowed: " + allowed);
        }
    }

    private record Variables(Map<String, String> environment) {

        String text(String name, String otherwise, Pattern allowed, String inWords) {
            String value = environment.getOrDefault(name, otherwise);
            if (!allowed.matcher(value).matches()) {
                throw new Refused(name, value, inWords);
            }
            return value;
        }

        int number(String name, int otherwise, int least, int most) {
            String value = environment.getOrDefault(name, String.valueOf(otherwise));
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // refused below, as a number out of range is
            }
            throw new Refused(name, value, "a whole number from " + least + " to " + most);
        }
    }
}
