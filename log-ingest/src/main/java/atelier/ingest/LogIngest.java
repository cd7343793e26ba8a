package atelier.ingest;

import atelier.ingest.typed.TypedSettings;
import atelier.logship.LogShipping;
import atelier.problem.starting.ServiceStart;
import io.micronaut.context.ApplicationContextBuilder;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts log-ingest: the lane that fills the table, and HTTP for health and metrics. */
public final class LogIngest {

    private LogIngest() {}

    public static void main(String[] args) throws InterruptedException {
        // Below every server's keep-alive, so that an INSERT is not sent into a connection that is being closed.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        Settings settings;
        LogShipping shipping;
        try {
            settings = Settings.from(System.getenv());
            // What it logs of its own work would be work again: of that only what goes wrong is shipped.
            shipping = LogShipping.begin("log-ingest", System.getenv(), "atelier.ingest", "com.clickhouse");
        } catch (Settings.Refused | IllegalArgumentException e) {
            System.err.println("log-ingest cannot start: " + e.getMessage());
            System.exit(2);
            return;
        }
        ServiceStart.run(LogIngest.class, () -> shipping, builder -> configure(builder, settings), args);
    }

    private static ApplicationContextBuilder configure(ApplicationContextBuilder builder, Settings settings) {
        Logger log = LoggerFactory.getLogger(LogIngest.class);
        if (settings.nativePortGiven()) {
            log.warn("CLICKHOUSE_PORT is 9000, ClickHouse's native port; using its HTTP port 8123");
        }
        if (settings.typed().piiKey().equals(TypedSettings.PUBLIC_KEY)) {
            log.warn(
                    "INGEST_PII_KEY is not set: whoever reads sms_logs and email_logs can find out addresses by trying them");
        }
        return builder.singletons(settings)
                .properties(Map.of(
                        "micronaut.server.host", settings.host(),
                        "micronaut.server.port", settings.port()));
    }
}
