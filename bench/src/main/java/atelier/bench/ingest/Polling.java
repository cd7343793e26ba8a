package atelier.bench.ingest;

import atelier.bench.measure.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that does nothing with what it polls: the limit on Kafka's side. */
final class Polling {
    private Polling() {}

    /** @param cpu processor seconds of the consumer, per million events */
    record Rate(double perSecond, double cpu) {}

    static Rate drain(Broker broker, Backlog backlog, int partitions) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", broker.address(),
                        "isolation.level", "read_committed",
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(backlog.topic(), partition))
                    .toList());
            double cpu = Usage.ownSeconds();
            long begin = System.nanoTime();
            long seen = 0;
            while (seen < backlog.events()) {
                seen += consumer.poll(Duration.ofMillis(100)).count();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Rate(seen / seconds, (Usage.ownSeconds() - cpu) * 1e6 / seen);
        }
    }
}
