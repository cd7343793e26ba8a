package atelier.ingest;

import atelier.ingest.typed.TypedSettings;
import io.micronaut.runtime.Micronaut;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts log-ingest: the lane that fills the table, and HTTP for health and metrics. */
public final class LogIngest {

    private LogIngest() {}

    public static void main(String[] args) {
        // Below every server's keep-alive, so that an INSERT is not sent into a connection that is being closed.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        Settings settings;
        try {
            settings = Settings.from(System.getenv());
        } catch (Settings.Refused e) {
            System.err.println("log-ingest cannot start: " + e.getMessage());
            System.exit(2);
            return;
        }
        Logger log = LoggerFactory.getLogger(LogIngest.class);
        if (settings.nativePortGiven()) {
            log.warn("CLICKHOUSE_PORT is 9000, ClickHouse's native port; using its HTTP port 8123");
        }
        if (settings.typed().piiKey().equals(TypedSettings.PUBLIC_KEY)) {
            log.warn(
                    "INGEST_PII_KEY is not set: whoever reads sms_logs and email_logs can find out addresses by trying them");
        }
        Micronaut.build(args)
                .mainClass(LogIngest.class)
                .banner(false)
                .singletons(settings)
                .properties(Map.of(
                        "micronaut.server.host", settings.host(),
                        "micronaut.server.port", settings.port()))
                .start();
    }
}
