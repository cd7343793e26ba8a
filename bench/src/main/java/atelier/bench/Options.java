package atelier.bench;

import atelier.bench.measure.Property;
import java.time.Duration;
import java.util.Set;

/**
 * What is measured, from the system properties {@code bench.…}.
 *
 * @param run the length of a closed loop; an open one is a few times as long
 * @param starts of each service
 * @param rate orders per second of {@link Part#LATENCY}; 0 for half of the most and near the most
 */
record Options(Set<Part> parts, Duration run, int starts, int rate) {

    /** What can be measured apart; in this order. */
    enum Part {
        STARTS,
        ALONE,
        PIPELINE,
        LATENCY
    }

    /** @throws Property.Refused naming the first property that cannot be used */
    static Options fromProperties() {
        Options options = new Options(
                Property.some("bench.parts", Part.class, "starts,alone,pipeline,latency"),
                Duration.ofSeconds(Property.number("bench.seconds", 3, 1, 600)),
                (int) Property.number("bench.starts", 5, 1, 100),
                (int) Property.number("bench.rate", 0, 0, 100_000));
        if (options.rate == 0 && options.has(Part.LATENCY) && !options.has(Part.PIPELINE)) {
            throw new Property.Refused("bench.rate", "0", "1 to 100000 where pipeline is not measured, too");
        }
        return options;
    }

    boolean has(Part part) {
        return parts.contains(part);
    }
}
