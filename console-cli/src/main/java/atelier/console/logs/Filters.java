package atelier.console.logs;

import atelier.logs.filter.Field;
import atelier.logs.filter.Filter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows are wanted, as it was typed. All of what is given must hold. */
final class Filters {

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = Statuses.class,
            description = "success, failed, invalid (cannot be parsed) or tombstone (no value); several with commas")
    private @Nullable List<String> status;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "records of this topic, or of these with commas")
    private @Nullable List<String> topic;

    @Option(names = "--type", paramLabel = "TYPE", description = "events of these types, for example order.created")
    private @Nullable List<String> type;

    @Option(names = "--key", paramLabel = "KEY", description = "records with exactly this key; repeat it for several")
    private @Nullable List<String> key;

    @Option(names = "--event", paramLabel = "ID", description = "the event with this id")
    private @Nullable List<String> event;

    @Option(names = "--trace", paramLabel = "ID", description = "records of this W3C trace id")
    private @Nullable List<String> trace;

    @Option(names = "--partition", paramLabel = "N", description = "records of these partitions")
    private @Nullable List<String> partition;

    @Option(names = "--offset", paramLabel = "N", description = "records at these offsets")
    private @Nullable List<String> offset;

    @Option(
            names = "--grep",
            paramLabel = "TEXT",
            description = "the value contains this text, in any case; repeat it for several")
    private @Nullable List<String> grep;

    @Option(
            names = "--not",
            paramLabel = "FILTER=VALUE",
            description = "without the records of that filter: --not topic=orders,designs")
    private @Nullable List<String> not;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "at or after: 15m, 2h, 7d, 2026-11-20, 2026-11-20T10:00")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "before, in the same forms")
    private @Nullable String until;

    Filter filter(Instant now, ZoneId zone) {
        return new Filter.Builder(now, zone)
                .with(Field.STATUS, list(status))
                .with(Field.TOPIC, list(topic))
                .with(Field.TYPE, list(type))
                .with(Field.KEY, list(key))
                .with(Field.EVENT, list(event))
                .with(Field.TRACE, list(trace))
                .with(Field.PARTITION, list(partition))
                .with(Field.OFFSET, list(offset))
                .with(Field.GREP, list(grep))
                .not(list(not))
                .since(since)
                .until(until)
                .build();
    }

    private static List<String> list(@Nullable List<String> given) {
        return Objects.requireNonNullElse(given, List.of());
    }

    /** For shell completion. */
    static final class Statuses implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Field.STATUSES.iterator();
        }
    }
}
