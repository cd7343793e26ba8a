package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills one typed table, a step at a time: rows, then dead letters, and only then how far it is. */
final class TypedFill {

    private static final Logger LOG = LoggerFactory.getLogger(TypedFill.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

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
    private final LetterSql letters;
    private final Agenda agenda;
    private final ClickHouse clickHouse;
    private final FillLease lease;
    private final TypedSettings settings;

    TypedFill(TypedTable table, ClickHouse clickHouse, FillLease lease, TypedSettings settings) {
        this.table = table;
        this.sql = new FillSql(table);
        this.letters = new LetterSql(table);
        this.agenda = new Agenda(table, settings);
        this.clickHouse = clickHouse;
        this.lease = lease;
        this.settings = settings;
    }

    TypedTable table() {
        return table;
    }

    Agenda agenda() {
        return agenda;
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
            case Work.DoRequest(var request) -> perform(request);
            case Work.LookForLate(var judged, long since, long until) -> {
                judge(Slice.late(judged, since));
                change(Progress.judgedUpTo(table.name(), state.generation(), Progress.lateUntil(until)));
            }
        }
        agenda.done(work);
    }

    /** Its letters first become what only this request makes of them, so that after a kill it goes on with the same. */
    private void perform(DeadLetterRequest request) throws ClickHouseFailure {
        change(letters.takeUp(request.id()));
        if (request.retry()) {
            judge(Slice.RETRIED);
            change(letters.closeRetried());
            change(letters.reopenRetried());
        }
        change(letters.answer(request.id()));
    }

    private void judge(Slice slice) throws ClickHouseFailure {
        change(sql.rows(slice));
        change(sql.deadLetters(slice));
    }

    private void beginAnew(Progress.State state) throws ClickHouseFailure {
        if (state.begun()) {
            LOG.info("Filling {} anew from kafka_logs", table.name());
        }
        change(letters.forget());
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
