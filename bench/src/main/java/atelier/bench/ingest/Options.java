package atelier.bench.ingest;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    static final class Refused extends RuntimeException {
        Refused(String name, String value, String allowed) {
            super(name + "=" + value + ": allowed is " + allowed);
        }
    }

    /** @throws Refused naming the first property that cannot be used */
    static Options fromProperties() {
        return new Options(
                some("bench.parts", Part.class, "ways,latency"),
                some("bench.against", WayIn.class, "engine,engine-without-ids,inserts,polling"),
                number("bench.events", 1_000_000, 10_000, 20_000_000),
                number("bench.warmUp", 200_000, 1_000, 2_000_000),
                (int) number("bench.runs", 3, 1, 20),
                (int) number("bench.partitions", 12, 1, 1_000),
                (int) number("bench.otherPartitions", 200, 1, 1_000),
                (int) number("bench.steps", 10, 2, 100),
                (int) number("bench.insertRows", 200_000, 1_000, 1_000_000),
                setting(),
                (int) number("bench.latencySeconds", 20, 1, 600));
    }

    private static <E extends Enum<E>> Set<E> some(String property, Class<E> type, String otherwise) {
        String value = System.getProperty(property, otherwise);
        Map<String, E> known = new LinkedHashMap<>();
        for (E one : type.getEnumConstants()) {
            known.put(one.name().toLowerCase(Locale.ROOT).replace('_', '-'), one);
        }
        Set<E> some = EnumSet.noneOf(type);
        for (String name : value.split(",", -1)) {
            E one = known.get(name);
            if (one == null) {
                throw new Refused(property, value, "some of " + String.join(",", known.keySet()));
            }
            some.add(one);
        }
        return some;
    }

    private static KafkaEngine.Setting setting() {
        String value = System.getProperty("bench.kafkaEngine", "2x65536");
        if (!Pattern.matches("[1-9]x[1-9]\\d{2,6}", value)) {
            throw new Refused("bench.kafkaEngine", value, "CONSUMERSxROWS, such as 2x65536");
        }
        int[] pair =
                Arrays.stream(value.split("x", -1)).mapToInt(Integer::parseInt).toArray();
        return new KafkaEngine.Setting(pair[0], pair[1]);
    }

    private static long number(String name, long otherwise, long least, long most) {
        String value = System.getProperty(name, Long.toString(otherwise));
        if (Pattern.matches("\\d{1,18}", value)) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new Refused(name, value, "a whole number from " + least + " to " + most);
    }
}
