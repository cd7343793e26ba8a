package atelier.ingest.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * The table against Kafka.
 *
 * @param lost records without a row
 * @param doubled rows beyond the first of a record, or of no record at all
 * @param altered rows whose key, value, headers or timestamp are not the record's
 * @param outOfOrder rows that became visible before a row with a lower offset of their partition
 */
public record Verdict(long events, long lost, long doubled, long altered, long outOfOrder) {

    public boolean flawless() {
        return lost == 0 && doubled == 0 && altered == 0 && outOfOrder == 0;
    }

    /** One line for the table of faults. An altered row counts as lost: what was sent is not there. */
    public void report(String fault, Duration recovered) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%d\t%d\t%.1f%n",
                fault,
                events,
                lost + altered,
                doubled,
                outOfOrder,
                recovered.toMillis() / 1000.0);
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target", "faults.tsv"),
                line,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
