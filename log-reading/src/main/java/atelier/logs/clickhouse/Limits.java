package atelier.logs.clickhouse;

import java.util.Map;

/** What a query may take of the server, as settings that the server itself keeps to. */
public record Limits(int seconds, Map<String, String> settings) {

    /** For a person who waits and can interrupt. */
    public static final Limits PATIENT = new Limits(60, Map.of());

    public Limits {
        settings = Map.copyOf(settings);
    }
}
