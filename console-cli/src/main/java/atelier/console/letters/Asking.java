package atelier.console.letters;

import atelier.console.clickhouse.Connection;
import atelier.console.logs.Display;
import atelier.console.logs.Format;
import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.console.session.Typed;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.Statement;
import atelier.logs.view.Tables;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What retry and discard have in common: which letters, and how the command waits and tells. */
final class Asking {

    /** In one request, so that a step of log-ingest stays short. */
    static final int MOST = 50_000;

    private static final int LONGEST_WAIT = 3_600;

    @Mixin
    final Selection selection = new Selection();

    @Option(names = "--dry-run", description = "only shows which are meant")
    private boolean dryRun;

    @Option(names = "--no-wait", description = "ends when it is asked for, not when it is done")
    private boolean noWait;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "gives up when log-ingest has done nothing for so long, from 1 to 3600 (60)")
    private @Nullable String wait;

    @Mixin
    private final Display display = new Display();

    boolean dryRun() {
        return dryRun;
    }

    /** @return what has become of each; empty if nothing was done, or nobody waits for it */
    List<LetterTable.Line> ask(Session session, String action, String reason) {
        Format format = display.format();
        long seconds = seconds();
        selection.check();
        Statement.Builder values = new Statement.Builder();
        String where = selection.sql(values, session, display.zone(session));
        ClickHouse clickhouse = Connection.of(session);
        try {
            List<Letter> letters = Letters.matching(clickhouse, values, where, MOST);
            expectNamed(letters);
            if (letters.isEmpty() || dryRun) {
                print(
                        session,
                        format,
                        letters.stream()
                                .map(letter -> new LetterTable.Line(letter, letter.state()))
                                .toList());
                session.note(
                        letters.isEmpty()
                                ? "no open dead letter matches"
                                : letters.size() + (letters.size() == 1 ? " is meant" : " are meant"));
                return List.of();
            }
            Request request = new Request(clickhouse, session);
            request.write(action, reason, values, where, MOST);
            if (letters.size() == MOST) {
                session.note("these are the latest " + MOST + "; run it again for more");
            }
            if (noWait) {
                session.note("asked for " + letters.size() + ", request " + request.id());
                return List.of();
            }
            request.await(seconds);
            List<LetterTable.Line> answers = request.answers();
            print(session, format, answers);
            return answers;
        } catch (Refused e) {
            throw Tables.explained(e, clickhouse, Letter.TABLE);
        }
    }

    private void print(Session session, Format format, List<LetterTable.Line> lines) {
        LetterTable.print(lines, session, display.zone(session), format);
    }

    private void expectNamed(List<Letter> letters) {
        for (Name name : selection.names()) {
            if (letters.stream().noneMatch(name::names)) {
                throw new Failure("no open or discarded dead letter is " + name.text());
            }
        }
    }

    private long seconds() {
        return new Typed("--wait", Objects.requireNonNullElse(wait, "60")).whole(1, LONGEST_WAIT);
    }
}
