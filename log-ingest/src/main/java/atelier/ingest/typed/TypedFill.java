package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills one typed table, a step at a time: rows, then dead letters, and only then how far it is. */
final class TypedFill {

    private static final Logger LOG = LoggerFactory.getLogger(TypedFill.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Late rows are looked for among all that came since the last look and this long before it: an INSERT takes its time. */
    private static final long LATE_MARGIN_MILLIS = 120_000;

    private static final Map<String, String> SETTINGS = Map.of(
            "async_insert", "0",
            "wait_end_of_query", "1",
            "insert_deduplicate", "0",
            "max_insert_threads", "1",
            "mutations_sync", "2",
            "max_partitions_per_insert_block", "0", // a rebuild goes back over as many days as there are
            "max_execution_time", "55");

    private final TypedTable table;
    private final FillSql sql;
    private final ClickHouse clickHouse;
    private final FillLease lease;
    private final TypedSettings settings;

    private long looked = System.nanoTime();

    TypedFill(TypedTable table, ClickHouse clickHouse, FillLease lease, TypedSettings settings) {
        this.table = table;
        this.sql = new FillSql(table);
        this.clickHouse = clickHouse;
        this.lease = lease;
        this.settings = settings;
    }

    TypedTable table() {
        return table;
    }

    /** What is to be done next; the first of them that applies. */
    sealed interface Work {

        record Nothing() implements Work {}

        record BeginAnew() implements Work {}

        record Judge(List<Slice.Range> ranges) implements Work {
            long offsets() {
                return ranges.stream()
                        .mapToLong(range -> range.upto() - range.from())
                        .sum();
            }
        }

        record Retry() implements Work {}

        /** @param until the newest row of now: the next look begins there */
        record LookForLate(List<Slice.Range> judged, long since, long until) implements Work {}
    }

    Work next(Progress.State state, List<SourceLedger.Line> source) {
        List<SourceLedger.Line> lines = source.stream()
                .filter(line -> table.topics().contains(line.topic()))
                .toList();
        if (state.isToBeginAnew()) {
            return new Work.BeginAnew();
        }
        List<Slice.Range> ranges = ranges(state, lines);
        if (!ranges.isEmpty()) {
            return new Work.Judge(ranges);
        }
        if (state.retries() > 0) {
            return new Work.Retry();
        }
        long newest = lines.stream().mapToLong(SourceLedger.Line::latest).max().orElse(0);
        if (newest > state.lateUntil()
                && System.nanoTime() - looked > settings.lateEvery().toNanos()) {
            return new Work.LookForLate(
                    lines.stream()
                            .map(line -> new Slice.Range(line.partition(), -1, state.judgedUpTo(line.partition())))
                            .toList(),
                    state.lateUntil() - LATE_MARGIN_MILLIS,
                    newest);
        }
        return new Work.Nothing();
    }

    /** How many offsets are to be judged yet. */
    long behind(Progress.State state, List<SourceLedger.Line> source) {
        return source.stream()
                .filter(line -> table.topics().contains(line.topic()))
                .mapToLong(line -> line.last() - Math.max(state.judgedUpTo(line.partition()), line.first() - 1))
                .filter(offsets -> offsets > 0)
                .sum();
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

    /** Does it, under the lease. After a failure all of it is done again, which changes nothing that was done. */
    void perform(Work work, Progress.State state) throws ClickHouseFailure {
        switch (work) {
            case Work.Nothing() -> {}
            case Work.BeginAnew() -> beginAnew(state);
            case Work.Judge(var ranges) -> {
                judge(Slice.of(ranges));
                Map<Partition, Long> upto = new HashMap<>();
                ranges.forEach(range -> upto.put(range.partition(), range.upto()));
                change(Progress.judgedUpTo(table.name(), state.generation(), upto));
            }
            case Work.Retry() -> {
                judge(Slice.RETRIED);
                change(sql.closeRetried());
                change(sql.reopenRetried());
            }
            case Work.LookForLate(var judged, long since, long until) -> {
                judge(Slice.late(judged, since));
                change(Progress.judgedUpTo(table.name(), state.generation(), Progress.lateUntil(until)));
                looked = System.nanoTime();
            }
        }
    }

    private void judge(Slice slice) throws ClickHouseFailure {
        change(sql.rows(slice));
        change(sql.deadLetters(slice));
    }

    private void beginAnew(Progress.State state) throws ClickHouseFailure {
        if (state.begun()) {
            LOG.info("Filling {} anew from kafka_logs", table.name());
        }
        change(sql.forgetDeadLetters());
        change(sql.takeOut());
        change(Progress.begin(table.name()));
    }

    private void change(String statement) throws ClickHouseFailure {
        lease.prolong();
        List<Long> key = settings.hashKey();
        clickHouse.change(
                statement,
                Map.of(
                        "insert_by", String.valueOf(lease.until()),
                        "days", String.valueOf(settings.daysOf(table.name())),
                        "pii0", Long.toUnsignedString(key.getFirst()),
                        "pii1", Long.toUnsignedString(key.getLast())),
                SETTINGS,
                TIMEOUT);
    }
}
