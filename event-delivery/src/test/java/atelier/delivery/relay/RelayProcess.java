package atelier.delivery.relay;

import atelier.delivery.kafka.KafkaSettings;
import atelier.delivery.kafka.TopicPlan;
import atelier.devstack.postgres.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;

/** A relay in a process of its own: database URL, brokers, most events of a transaction, {@link Variant}, file for variants that tell when they pause. */
final class RelayProcess {
    private RelayProcess() {}

    public static void main(String[] args) throws InterruptedException {
        RelaySettings defaults = RelaySettings.of("test", TopicPlan::of, Duration.ofDays(7));
        RelaySettings settings = new RelaySettings(
                defaults.source(),
                defaults.topics(),
                defaults.keepOutbox(),
                Integer.parseInt(args[2]),
                defaults.maxBytes());
        Relay relay = new Relay(
                settings,
                ConnectionSource.direct(args[0], PostgresServer.USER, null),
                KafkaSettings.of(args[1]),
                new RelaySignal(),
                new SimpleMeterRegistry(),
                Variant.valueOf(args[3]).parts(Path.of(args[4])));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(relay::close));
        relay.start();
        Thread.currentThread().join();
    }
}
