package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import atelier.ingest.schema.Migrations;
import atelier.ingest.schema.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One look at what each typed table needs next, and a step of it, under the lease. For one thread. */
final class FillRound {

    private final ClickHouse clickHouse;
    private final TypedSettings settings;
    private final TypedReport report;
    private final FillLease lease;
    private final SourceLedger source;
    private final Progress progress;
    private final OpenLetters openLetters;
    private final List<TypedFill> fills;
    private final List<String> topics;

    private boolean ready;

    FillRound(TypedSettings settings, Duration leaseLength, ClickHouse clickHouse, TypedReport report) {
        this.clickHouse = clickHouse;
        this.settings = settings;
        this.report = report;
        this.lease = new FillLease(clickHouse, leaseLength);
        this.source = new SourceLedger(clickHouse);
        this.progress = new Progress(clickHouse);
        this.openLetters = new OpenLetters(clickHouse, report);
        this.fills = TypedTables.all(settings.topics()).stream()
                .filter(table -> !table.topics().isEmpty())
                .map(table -> new TypedFill(table, clickHouse, lease, settings))
                .toList();
        this.topics = fills.stream()
                .flatMap(fill -> fill.table().topics().stream())
                .distinct()
                .toList();
    }

    /** @return whether there is more to do at once; what comes in meanwhile waits for the next look, because a step costs much the same for one record as for a thousand */
    boolean run() throws ClickHouseFailure {
        ready = ready || settled();
        if (!ready) {
            return false;
        }
        openLetters.tell();
        boolean held = lease.held();
        // Read after the lease was got and before it could be another's: nobody else moves what it says.
        Map<String, Progress.State> states = progress.states();
        List<SourceLedger.Line> lines = topics.isEmpty() ? List.of() : source.lines(topics);
        boolean more = false;
        for (TypedFill fill : fills) {
            Progress.State state = states.getOrDefault(fill.table().name(), Progress.State.NOTHING);
            Work work = fill.agenda().next(state, lines);
            long behind = fill.agenda().behind(state, lines);
            report.behind(fill.table().name(), behind);
            if (!(work instanceof Work.Nothing)) {
                if (!held) {
                    return lease.take();
                }
                fill.perform(work, state);
                more |= !(work instanceof Work.Judge judge) || judge.offsets() < behind;
            }
        }
        return more;
    }

    /** The lane migrates; retention is ours to see to. */
    private boolean settled() throws ClickHouseFailure {
        if (!new Migrations().applied(clickHouse)) {
            return false;
        }
        new Retention(clickHouse).apply(settings.days());
        return true;
    }

    /** What was sent may be running still; taking the lease anew waits for its end. */
    void failed() {
        lease.forget();
    }

    /** Lets another begin at once. */
    void end() throws ClickHouseFailure {
        lease.release();
    }
}
