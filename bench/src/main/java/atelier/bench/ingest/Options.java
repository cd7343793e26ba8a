package atelier.bench.ingest;

import atelier.bench.measure.Property;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is measured, from the system properties {@code bench.…}.
 *
 * @param events of each drain
 * @param warmUp how many other events log-ingest has drained before the clock starts
 * @param runs of each comparison
 * @param partitions of the topic
 * @param otherPartitions what {@link Part#PARTITIONS} compares that with
 * @param growth how many drains of {@code events} {@link Part#ROWS} makes into one table
 * @param insertRows how many rows a prepared INSERT has
 * @param kafkaEngine best settings of ClickHouse's Kafka engine: consumers and rows of a block
 */
record Options(
        Set<Part> parts,
        Set<WayIn> against,
        long events,
        long warmUp,
        int runs,
        int partitions,
        int otherPartitions,
        int growth,
        int insertRows,
        KafkaEngine.Setting kafkaEngine,
        int latencySeconds) {

    /** What can be measured apart. */
    enum Part {
        WAYS,
        PARTITIONS,
        ROWS,
        LATENCY
    }

    /** What {@link Part#WAYS} compares log-ingest with. */
    enum WayIn {
        ENGINE,
        ENGINE_WITHOUT_IDS,
        INSERTS,
        POLLING
    }

    /** @throws Property.Refused naming the first property that cannot be used */
    static Options fromProperties() {
        return new Options(
                Property.some("bench.parts", Part.class, "ways,latency"),
                Property.some("bench.against", WayIn.class, "engine,engine-without-ids,inserts,polling"),
                Property.number("bench.events", 1_000_000, 10_000, 20_000_000),
                Property.number("bench.warmUp", 200_000, 1_000, 2_000_000),
                (int) Property.number("bench.runs", 3, 1, 20),
                (int) Property.number("bench.partitions", 12, 1, 1_000),
                (int) Property.number("bench.otherPartitions", 200, 1, 1_000),
                (int) Property.number("bench.steps", 10, 2, 100),
                (int) Property.number("bench.insertRows", 200_000, 1_000, 1_000_000),
                setting(),
                (int) Property.number("bench.latencySeconds", 20, 1, 600));
    }

    private static KafkaEngine.Setting setting() {
        String value = System.getProperty("bench.kafkaEngine", "2x65536");
        if (!Pattern.matches("[1-9]x[1-9]\\d{2,6}", value)) {
            throw new Property.Refused("bench.kafkaEngine", value, "CONSUMERSxROWS, such as 2x65536");
        }
        int[] pair =
                Arrays.stream(value.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        return new KafkaEngine.Setting(pair[0], pair[1]);
    }
}
