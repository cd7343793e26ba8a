package atelier.logship;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is shipped where.
 *
 * @param level the least level that is shipped, of what is logged at all
 * @param instance the process among those of the service; also the key of its records, so that its lines stay in order
 */
record ShippingSettings(boolean enabled, Level level, String brokers, String topic, String service, String instance) {

    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");
    private static final Pattern BROKERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");
    private static final Pattern TOPIC = Pattern.compile("(?!__)[a-zA-Z0-9._-]{1,249}");

    /**
     * From KAFKA_LOGGING_ENABLED, KAFKA_LOGGING_LEVEL, KAFKA_BROKERS and TOPIC_APPLICATION_LOGS.
     *
     * @throws IllegalArgumentException naming the first variable that cannot be used, its value and what is allowed
     */
    static ShippingSettings from(Map<String, String> environment, String service) {
        String enabled = environment.getOrDefault("KAFKA_LOGGING_ENABLED", "true");
        if (!enabled.equals("true") && !enabled.equals("false")) {
            throw wrong("KAFKA_LOGGING_ENABLED", enabled, "true, false");
        }
        String level = environment.getOrDefault("KAFKA_LOGGING_LEVEL", "info");
        if (!LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
            throw wrong("KAFKA_LOGGING_LEVEL", level, String.join(", ", LEVELS));
        }
        return new ShippingSettings(
                enabled.equals("true"),
                Level.toLevel(level),
                matching(environment, "KAFKA_BROKERS", "localhost:9092", BROKERS, "host:port, several with commas"),
                matching(
                        environment,
                        "TOPIC_APPLICATION_LOGS",
                        "application-logs",
                        TOPIC,
                        "1 to 249 of a-z A-Z 0-9 . _ -, not beginning with __"),
                service,
                host(environment) + "-" + ProcessHandle.current().pid());
    }

    private static String matching(
            Map<String, String> environment, String variable, String otherwise, Pattern pattern, String allowed) {
        String value = environment.getOrDefault(variable, otherwise);
        if (!pattern.matcher(value).matches()) {
            throw wrong(variable, value, allowed);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String variable, String value, String allowed) {
        return new IllegalArgumentException(variable + " is '" + value + "'; allowed: " + allowed);
    }

    /** Without a resolver, which can take seconds to find that a machine does not know its own name. */
    private static String host(Map<String, String> environment) {
        String told = environment.getOrDefault("HOSTNAME", "").strip();
        if (!told.isEmpty()) {
            return told;
        }
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost"; // not a Linux
        }
    }
}
