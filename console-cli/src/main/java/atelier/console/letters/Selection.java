package atelier.console.letters;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.logs.clickhouse.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The dead letters that something is to be done with: the named ones, those that pass filters, or all; never all by accident. */
final class Selection {

    private static final int MOST_NAMES = 100;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "an event's id, or TOPIC/PARTITION/OFFSET as list shows it")
    private @Nullable List<String> ids;

    @Option(names = "--all", description = "every open dead letter")
    private boolean all;

    @Mixin
    private final Filters filters = new Filters();

    List<Name> names() {
        List<String> given = ids == null ? List.of() : ids;
        if (given.size() > MOST_NAMES) {
            throw Failure.usage("ID: at most " + MOST_NAMES + " are allowed; filters select more");
        }
        return given.stream().map(Name::new).toList();
    }

    /** Which are meant is said in one way only. */
    void check() {
        int ways = (names().isEmpty() ? 0 : 1) + (filters.given() ? 1 : 0) + (all ? 1 : 0);
        if (ways == 0) {
            throw Failure.usage("which? give IDs, or filters (--table, --topic, --reason-contains, --since), or --all");
        }
        if (ways > 1) {
            throw Failure.usage("give only one of: IDs, filters, --all");
        }
    }

    /** Only open ones, unless some are named: whoever names a discarded one means it. */
    String sql(Statement.Builder values, Session session, ZoneId zone) {
        List<Name> names = names();
        List<String> parts = new ArrayList<>(filters.sql(values, session, zone));
        if (names.isEmpty()) {
            parts.add("state = 'open'");
        } else {
            List<String> either = new ArrayList<>();
            names.forEach(name -> either.add(name.sql(values, either.size())));
            parts.add("state IN ('open', 'retry', 'discarded')");
            parts.add(either.stream().collect(Collectors.joining(" OR ", "(", ")")));
        }
        return String.join(" AND ", parts);
    }
}
