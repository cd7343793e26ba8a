package atelier.ingest.typed;

import java.util.ArrayList;
import java.util.List;

/** Decides what one typed table needs next. What people asked for and what came late have their turn however much comes in. */
final class Agenda {

    /** Late rows are looked for among all that came since the last look and this long before it: an INSERT takes its time. */
    private static final long LATE_MARGIN_MILLIS = 120_000;

    private final TypedTable table;
    private final TypedSettings settings;

    private long looked = System.nanoTime();
    private boolean judgedLast;

    Agenda(TypedTable table, TypedSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    Work next(Progress.State state, List<SourceLedger.Line> source) {
        if (state.isToBeginAnew()) {
            return new Work.BeginAnew();
        }
        List<SourceLedger.Line> lines = ofTable(source);
        List<Slice.Range> ranges = ranges(state, lines);
        Work aside = judgedLast || ranges.isEmpty() ? aside(state, lines) : new Work.Nothing();
        return ranges.isEmpty() || !(aside instanceof Work.Nothing) ? aside : new Work.Judge(ranges);
    }

    private Work aside(Progress.State state, List<SourceLedger.Line> lines) {
        if (state.request() != null) {
            return new Work.DoRequest(state.request());
        }
        long newest = lines.stream().mapToLong(SourceLedger.Line::latest).max().orElse(0);
        if (newest <= state.lateUntil()
                || System.nanoTime() - looked < settings.lateEvery().toNanos()) {
            return new Work.Nothing();
        }
        return new Work.LookForLate(
                lines.stream()
                        .map(line -> new Slice.Range(line.partition(), -1, state.judgedUpTo(line.partition())))
                        .toList(),
                state.lateUntil() - LATE_MARGIN_MILLIS,
                newest);
    }

    void done(Work work) {
        judgedLast = work instanceof Work.Judge;
        if (work instanceof Work.LookForLate) {
            looked = System.nanoTime();
        }
    }

    /** How many offsets are to be judged yet. */
    long behind(Progress.State state, List<SourceLedger.Line> source) {
        return ofTable(source).stream()
                .mapToLong(line -> line.last() - Math.max(state.judgedUpTo(line.partition()), line.first() - 1))
                .filter(offsets -> offsets > 0)
                .sum();
    }

    private List<SourceLedger.Line> ofTable(List<SourceLedger.Line> source) {
        return source.stream()
                .filter(line -> table.topics().contains(line.topic()))
                .toList();
    }

    private List<Slice.Range> ranges(Progress.State state, List<SourceLedger.Line> lines) {
        List<SourceLedger.Line> behind = lines.stream()
                .filter(line -> line.last() > state.judgedUpTo(line.partition()))
                .toList();
        List<Slice.Range> ranges = new ArrayList<>();
        for (SourceLedger.Line line : behind) {
            long judged = state.judgedUpTo(line.partition());
            // Offsets that kafka_logs does not have any more, or never had, need no steps.
            long from = judged < line.first() ? line.first() - 1 : judged;
            long upto = Math.min(line.last(), from + Math.max(1, settings.step() / behind.size()));
            ranges.add(new Slice.Range(line.partition(), from, upto));
        }
        return ranges;
    }
}
