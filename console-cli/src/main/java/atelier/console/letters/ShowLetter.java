package atelier.console.letters;

import atelier.console.clickhouse.Connection;
import atelier.console.logs.Display;
import atelier.console.logs.Format;
import atelier.console.logs.WholeRecord;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.text.Style;
import atelier.console.text.Visible;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.Statement;
import atelier.logs.octets.Json;
import atelier.logs.time.Stamp;
import atelier.logs.view.Tables;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ingest:dead-letters show}: everything about one. */
@Command(
        name = "show",
        header = "Shows a dead letter, what people have asked for it, and the record itself as kafka_logs has it.",
        footer = {
            "",
            "Examples:",
            "  ./console ingest:dead-letters show audit-logs/0/12",
            "  ./console ingest:dead-letters show 01939c5e-7a30-7b56-9c1f-0242ac120002 --format=json"
        })
final class ShowLetter implements Task {

    /** A record can be a dead letter of a few tables, and an id of an event can be said more than once. */
    private static final int MOST = 20;

    private final Session session;

    @Parameters(paramLabel = "ID", description = "an event's id, or TOPIC/PARTITION/OFFSET as list shows it")
    private @Nullable String id;

    @Mixin
    private final Display display = new Display();

    ShowLetter(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Name name = new Name(id == null ? "" : id);
        Format format = display.format();
        if (format == Format.CSV) {
            throw Failure.usage("--format: \"csv\" is not allowed: table or json");
        }
        ClickHouse clickhouse = Connection.of(session);
        try {
            Statement.Builder values = new Statement.Builder();
            List<Letter> letters = Letters.matching(clickhouse, values, name.sql(values, 0), MOST);
            if (letters.isEmpty()) {
                throw new Failure("no dead letter is " + name.text());
            }
            for (Letter letter : letters) {
                show(clickhouse, letter, format, display.zone(session));
            }
        } catch (Refused e) {
            throw Tables.explained(e, clickhouse, Letter.TABLE);
        }
        session.out().flush();
    }

    private void show(ClickHouse clickhouse, Letter letter, Format format, ZoneId zone) {
        List<Asked> asked = Asked.about(letter, clickhouse);
        Optional<WholeRecord> record = WholeRecord.find(
                clickhouse, letter.topic(), letter.topicId(), letter.partition(), letter.offset(), letter.eventTime());
        if (format == Format.JSON) {
            Json json = new Json().open('{').name("letter");
            letter.write(json);
            json.name("requests").open('[');
            asked.forEach(one -> one.write(json));
            json.close(']').name("record");
            record.ifPresentOrElse(one -> one.write(json), () -> json.text(null));
            session.out().line(json.close('}').toString());
            return;
        }
        session.out()
                .line(Style.BOLD.on(letter.table() + "  " + letter.place() + "  " + letter.state(), session.screen()));
        line("field", letter.field());
        line("found", Visible.line(letter.found()));
        line("expected", letter.expected());
        line("judged", letter.attempts() + (letter.attempts() == 1 ? " time" : " times"));
        line("changed", Stamp.full(letter.changedAt(), zone) + " by " + Visible.line(letter.changedBy()));
        if (!letter.note().isEmpty()) {
            line("why", Visible.line(letter.note()));
        }
        asked.forEach(one -> line("asked", one.line(zone)));
        session.out().line("");
        record.ifPresentOrElse(
                one -> one.print(session, zone),
                () -> session.note("its record is not in kafka_logs any more; see INGEST_RETENTION_DAYS_KAFKA_LOGS"));
    }

    private void line(String name, String text) {
        session.out().line("  " + Style.DIM.on(name + ":", session.screen()) + " " + text);
    }
}
