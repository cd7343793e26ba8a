package atelier.console.logs;

import atelier.console.clickhouse.Connection;
import atelier.console.clickhouse.Waiting;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.text.Column;
import atelier.console.text.Grid;
import atelier.console.text.Grid.Cell;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.filter.Filter;
import atelier.logs.octets.Json;
import atelier.logs.octets.Octets;
import atelier.logs.story.Step;
import atelier.logs.story.Story;
import atelier.logs.story.StoryQuery;
import atelier.logs.time.Stamp;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.Tables;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs:story}: everything that happened around one id. */
@Command(
        name = "logs:story",
        header = "Tells everything that happened to an order, a design, a customer or a request.",
        description = {
            "",
            "Finds the records of all topics that name the id (key, subject, event, trace or correlation id, or an id in the"
                    + " value), and what else the same requests led to. Causes come before their effects, which are indented;"
                    + " then the events of one aggregate in their sequence, then time decides.",
            "Ids in values are the fields that end in id, within the first 16 KiB.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./console logs:story order_01m7xfbkt7fd3syw3j1baapvcg",
            "  ./console logs:story user_123 --since=1d --limit=500 --format=json"
        })
public final class LogsStory implements Task {

    private static final int USUAL_LIMIT = 200;
    private static final int MOST = 5_000;
    private static final int LONGEST_ID = 128;
    private static final int DEEPEST = 8;

    /** In JSON; a story is for reading, logs:view has whole values. */
    private static final int VALUE_BYTES = 4_096;

    private final Session session;

    @Parameters(paramLabel = "ID", description = "of whatever it is about")
    private @Nullable String id;

    @Option(names = "--limit", paramLabel = "N", description = "how many records, from 1 to 5000 (200), the newest")
    private @Nullable String limit;

    @Option(names = "--since", paramLabel = "TIME", description = "at or after: 15m, 2h, 7d, 2026-11-20T10:00")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "before, in the same forms")
    private @Nullable String until;

    @Mixin
    private final Display display = new Display();

    public LogsStory(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String about = Objects.requireNonNullElse(id, "");
        if (about.isBlank() || about.length() > LONGEST_ID) {
            throw Failure.usage("ID: an id of 1 to " + LONGEST_ID + " characters is expected");
        }
        Format format = display.format();
        if (format == Format.CSV) {
            throw Failure.usage("--format: \"csv\" is not allowed: table or json");
        }
        ZoneId zone = display.zone(session);
        Filter filter = new Filter.Builder(session.clock().instant(), zone)
                .since(since)
                .until(until)
                .build();
        int cut = format == Format.TABLE ? TableView.bytesShown(session) : VALUE_BYTES;
        StoryQuery query = new StoryQuery(about, filter, Limit.of(limit, USUAL_LIMIT, MOST), cut);
        ClickHouse clickhouse = Connection.of(session);
        try (Waiting _ = Waiting.on(clickhouse, session)) {
            show(query.ask(clickhouse), format, zone);
        } catch (Refused e) {
            throw Tables.explained(e, clickhouse, KafkaLogs.NAME);
        }
    }

    private void show(Story story, Format format, ZoneId zone) {
        if (format == Format.JSON) {
            for (Story.Line line : story.lines()) {
                Json json = new Json();
                Story.write(line, json);
                session.out().line(json.toString());
            }
        } else if (!story.lines().isEmpty()) {
            grid(story, zone).lines().forEach(session.out()::line);
        }
        session.out().flush();
        if (story.lines().isEmpty()) {
            session.note("no record names " + Visible.line(String.valueOf(id)));
        } else if (story.cut()) {
            session.note("there is more than these " + story.lines().size() + "; --limit, --since and --until choose");
        }
    }

    private Grid grid(Story story, ZoneId zone) {
        Grid grid = new Grid(
                session.screen(),
                Column.left("TIME", Integer.MAX_VALUE),
                Column.right("AFTER"),
                Column.left("WHAT", 16),
                Column.left("TOPIC", 9),
                Column.left("AT", Integer.MAX_VALUE),
                Column.id("KEY", 9),
                Column.left("STATUS", Integer.MAX_VALUE),
                Column.left("VALUE", 20));
        Cells cells = Cells.on(session.screen().width(), zone);
        for (Story.Line line : story.lines()) {
            Step step = line.step();
            grid.row(
                    cells.time(step.time()),
                    Cell.of(line.after() == null ? "" : "+" + Stamp.span(line.after())),
                    new Cell("  ".repeat(Math.min(line.depth(), DEEPEST)) + Visible.line(step.type()), Style.CYAN),
                    Cell.of(Visible.line(step.topic())),
                    new Cell(step.partition() + "/" + step.offset(), Style.DIM),
                    text(step.key(), "null"),
                    Cells.status(step.status()),
                    text(step.value(), "(tombstone)"));
        }
        return grid;
    }

    private static Cell text(@Nullable Octets octets, String missing) {
        return octets == null ? new Cell(missing, Style.DIM) : Cell.of(Visible.line(octets));
    }
}
