package atelier.ingest;

import atelier.ingest.lane.LaneReport;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Ready while records get into the table: both servers are heard, and what is there to be written is being written. */
@Singleton
@Readiness
final class LaneHealth implements HealthIndicator {

    /** The lane asks both servers every 2 s. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final LaneReport report;
    private final Duration stuckAfter;

    LaneHealth(LaneReport report, Settings settings) {
        this.report = report;
        this.stuckAfter = settings.stuckAfter();
    }

    @Override
    public Publisher<HealthResult> getResult() {
        String trouble = trouble();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", trouble == null ? "ingesting" : trouble);
        details.put("lag", report.lag());
        details.put("partitions_reading", report.reading());
        details.put("partitions_arriving", report.arriving());
        HealthStatus status = trouble == null ? HealthStatus.UP : HealthStatus.DOWN;
        return Publishers.just(
                HealthResult.builder("lane", status).details(details).build());
    }

    private @Nullable String trouble() {
        if (silent(report.sinceClickHouse())) {
            return "ClickHouse does not answer";
        }
        if (silent(report.sinceKafka())) {
            return "not a member of the Kafka group";
        }
        if (report.unreadable() > 0) {
            return "Kafka does not hand over the records of " + report.unreadable() + " partitions: the log says why";
        }
        if (report.lag() > 0 && report.sinceProgress().compareTo(stuckAfter) > 0) {
            String failing = report.failing();
            return "nothing was written for " + report.sinceProgress().toSeconds()
                    + " s though there is something to write"
                    + (failing == null
                            ? ""
                            : failing.equals("none")
                                    ? ": ClickHouse gave no answer to the last INSERT"
                                    : ": ClickHouse refused the last INSERT with error " + failing);
        }
        return null;
    }

    private static boolean silent(@Nullable Duration since) {
        return since == null || since.compareTo(SILENCE) > 0;
    }
}
