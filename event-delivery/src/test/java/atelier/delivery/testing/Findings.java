package atelier.delivery.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * What an oracle found.
 *
 * @param events committed
 * @param lost committed, but not seen
 * @param doubled seen again, or never committed
 * @param outOfOrder seen with another number than the next of their aggregate
 */
public record Findings(long events, long lost, long doubled, long outOfOrder) {
    private static final Path FAULTS = Path.of("target", "faults.tsv");
    private static final Path GUARDS = Path.of("target", "guards.tsv");

    /** Adds a line to the table of all faults and fails if anything is wrong. */
    public void reportAs(String fault, Duration recovery) {
        String line = String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%d\t%d\t%.1f%n",
                fault,
                events,
                lost,
                doubled,
                outOfOrder,
                recovery.toMillis() / 1000.0);
        add(FAULTS, line);
        assertThat(events).as(fault + ": events").isPositive();
        assertThat(this).as(fault).isEqualTo(new Findings(events, 0, 0, 0));
    }

    /** Adds a line to the table of what is seen when a guard is taken out. */
    public Findings without(String guard) {
        add(GUARDS, String.format(Locale.ROOT, "%s\t%d\t%d\t%d\t%d%n", guard, events, lost, doubled, outOfOrder));
        return this;
    }

    private static void add(Path file, String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
