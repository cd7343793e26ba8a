package atelier.console.logs;

import atelier.logs.filter.Field;
import atelier.logs.filter.Filter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be counted apart. */
final class StatsFilters {

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = Filters.Statuses.class,
            description = "success, failed, invalid or tombstone; several with commas")
    private @Nullable List<String> status;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "these topics only")
    private @Nullable List<String> topic;

    @Option(names = "--type", paramLabel = "TYPE", description = "these types of events only")
    private @Nullable List<String> type;

    @Option(names = "--not", paramLabel = "FILTER=VALUE", description = "without these: --not topic=orders")
    private @Nullable List<String> not;

    @Option(names = "--since", paramLabel = "TIME", description = "from that minute on: 15m, 2h, 7d, 2026-11-20T10:00")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "up to that minute, in the same forms")
    private @Nullable String until;

    /** @param otherwise since when, if nothing is said */
    Filter filter(Instant now, ZoneId zone, @Nullable String otherwise) {
        return new Filter.Builder(now, zone)
                .with(Field.STATUS, Objects.requireNonNullElse(status, List.of()))
                .with(Field.TOPIC, Objects.requireNonNullElse(topic, List.of()))
                .with(Field.TYPE, Objects.requireNonNullElse(type, List.of()))
                .not(Objects.requireNonNullElse(not, List.of()))
                .since(since == null && until == null ? otherwise : since)
                .until(until)
                .build();
    }
}
