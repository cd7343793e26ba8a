package atelier.ingest;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseAddress;
import atelier.ingest.command.Verify;
import atelier.ingest.following.FollowReport;
import atelier.ingest.following.Followers;
import atelier.ingest.lane.Ingest;
import atelier.ingest.lane.LaneReport;
import atelier.ingest.reading.LogProofs;
import atelier.ingest.reading.LogReading;
import atelier.ingest.typed.TypedFills;
import atelier.ingest.typed.TypedReport;
import atelier.logs.clickhouse.Server;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Who gets what. */
@Factory
final class Wiring {

    /** 16 MB, beside what the lane needs. */
    private static final int MOST_IN_MEMORY_OF_A_PROOF = 1 << 18;

    @Singleton
    @Bean(preDestroy = "close")
    ClickHouse clickHouse(Settings settings) {
        return new ClickHouse(settings.clickHouse());
    }

    /** A client of its own: what readers ask and what the lane sends never wait for each other. */
    @Singleton
    @Bean(preDestroy = "close")
    LogReading reading(Settings settings) {
        return new LogReading(server(settings));
    }

    @Singleton
    @Bean(preDestroy = "close")
    Followers followers(Settings settings, MeterRegistry registry) {
        return new Followers(server(settings), settings.followers(), settings.heartbeat(), new FollowReport(registry));
    }

    private static Server server(Settings settings) {
        ClickHouseAddress address = settings.clickHouse();
        return new Server(address.host(), address.port(), address.username(), address.password(), address.database());
    }

    /** With a client of its own too. */
    @Singleton
    @Bean(preDestroy = "close")
    LogProofs proofs(Settings settings) {
        ClickHouse own = new ClickHouse(settings.clickHouse());
        Verify verify = new Verify(settings.lane().brokers(), own, MOST_IN_MEMORY_OF_A_PROOF);
        return new LogProofs(verify, settings.verifyServices(), own::close);
    }

    @Singleton
    LaneReport report(MeterRegistry registry) {
        return new LaneReport(registry);
    }

    @Singleton
    TypedReport typedReport(MeterRegistry registry) {
        return new TypedReport(registry);
    }

    /** Beside the lane: what it does late can be done late, what the lane does late is lag. */
    @Context
    @Bean(preDestroy = "close")
    TypedFills typedFills(Settings settings, ClickHouse clickHouse, TypedReport report) {
        TypedFills fills = new TypedFills(settings.typed(), settings.lane().lease(), clickHouse, report);
        fills.start();
        return fills;
    }

    /** A process that has stopped to ingest is of no use: whoever watches it starts it again. */
    private static void end() {
        Runtime.getRuntime().halt(1);
    }

    /** Starts with the application and is stopped before ClickHouse, which it was given. */
    @Context
    @Bean(preDestroy = "close")
    Ingest ingest(Settings settings, ClickHouse clickHouse, LaneReport report, Followers followers) {
        Ingest ingest = new Ingest(settings.lane(), clickHouse, report, followers::lookNow, Wiring::end);
        ingest.start();
        return ingest;
    }
}
