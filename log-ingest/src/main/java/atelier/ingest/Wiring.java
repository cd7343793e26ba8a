package atelier.ingest;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.lane.Ingest;
import atelier.ingest.lane.LaneReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Who gets what. */
@Factory
final class Wiring {

    @Singleton
    @Bean(preDestroy = "close")
    ClickHouse clickHouse(Settings settings) {
        return new ClickHouse(settings.clickHouse());
    }

    @Singleton
    LaneReport report(MeterRegistry registry) {
        return new LaneReport(registry);
    }

    /** A process that has stopped to ingest is of no use: whoever watches it starts it again. */
    private static void end() {
        Runtime.getRuntime().halt(1);
    }

    /** Starts with the application and is stopped before ClickHouse, which it was given. */
    @Context
    @Bean(preDestroy = "close")
    Ingest ingest(Settings settings, ClickHouse clickHouse, LaneReport report) {
        Ingest ingest = new Ingest(settings.lane(), clickHouse, report, Wiring::end);
        ingest.start();
        return ingest;
    }
}
