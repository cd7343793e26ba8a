package atelier.devstack.kafka;

import atelier.devstack.Server;
import java.nio.file.Path;
import java.util.List;

/** One broker with replication factor 1. Topics are not created by use. */
public interface KafkaServer extends Server {
    String NAME = "kafka";

    /** @param data folder of the server's own, created when absent */
    static KafkaServer on(Path data, int port) {
        return new NativeKafka(data.toAbsolutePath(), port, List::of);
    }

    /** One to live for minutes, as tests do: ready with two thirds of the processor time, slower at its best. */
    static KafkaServer brief(Path data, int port) {
        return new NativeKafka(data.toAbsolutePath(), port, () -> List.of("-XX:TieredStopAtLevel=1"));
    }

    /** One to be started often on the same data: each start after the first is faster, the first stop slower. */
    static KafkaServer withClassArchive(Path data, int port) {
        Path folder = data.toAbsolutePath();
        return new NativeKafka(folder, port, () -> NativeKafka.archiveIn(folder));
    }

    default String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    @Override
    default String name() {
        return NAME;
    }
}
