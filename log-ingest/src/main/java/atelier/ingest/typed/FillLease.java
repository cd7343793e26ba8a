package atelier.ingest.typed;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.clickhouse.ClickHouseFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to fill the typed tables, for one process at a time, by ClickHouse alone: who asks writes a claim and has it
 * if then nobody else's is to be seen. Of two that ask at once at least one sees the other. At rest nobody has it.
 */
final class FillLease {

    private static final String OTHERS = """
            SELECT count() FROM (SELECT holder, argMax(until, turn) AS latest FROM typed_leases GROUP BY holder)
            WHERE latest > now64(3) AND holder != {holder:String}""";

    /** Every statement that fills begins so; one that began in time may still be running when its lease is over. */
    private static final String RUNNING = """
            SELECT (SELECT count() FROM system.processes WHERE current_database = currentDatabase()
                      AND match(query, '^(ALTER TABLE|INSERT INTO (typed_progress|typed_leases|ingest_dead_letters|ingest_dead_letter_requests|%1$s))[ \\n]'))
                 + (SELECT count() FROM system.mutations WHERE database = currentDatabase() AND NOT is_done AND match(table, '^(%1$s)$'))""".formatted(String.join("|", TypedTables.DEFAULT_TOPICS.keySet()));

    private static final String CLAIM = """
            INSERT INTO typed_leases (holder, turn, until, insert_by)
            SELECT {holder:String}, {turn:UInt64}, now64(3) + toIntervalMillisecond({millis:UInt32}),
              if({turn:UInt64} = 0, now64(3) + toIntervalMillisecond({millis:UInt32}), fromUnixTimestamp64Milli({until:Int64}, 'UTC'))""";

    private static final String RELEASE = """
            INSERT INTO typed_leases (holder, turn, until, insert_by)
            SELECT {holder:String}, {turn:UInt64}, toDateTime64(0, 3, 'UTC'), now64(3) + INTERVAL 1 MINUTE""";

    private static final String MINE =
            "SELECT toUnixTimestamp64Milli(argMax(until, turn)) FROM typed_leases WHERE holder = {holder:String}";

    private final ClickHouse clickHouse;
    private final Duration length;

    private @Nullable String holder;
    private long turn;
    private long until;
    private long asked;

    FillLease(ClickHouse clickHouse, Duration length) {
        this.clickHouse = clickHouse;
        this.length = length;
    }

    /** Whether it is worth sending something; only the tables decide. */
    boolean held() {
        return holder != null && System.nanoTime() - asked < length.toNanos() * 3 / 4;
    }

    /** From this moment of ClickHouse's clock on the tables refuse what is sent under this lease; milliseconds. */
    long until() {
        return until;
    }

    /** @return false if another has it */
    boolean take() throws ClickHouseFailure {
        forget();
        String me = UUID.randomUUID().toString();
        if (count(OTHERS, me) > 0) {
            return false;
        }
        asked = System.nanoTime();
        claim(me);
        // In this order: a prolongation that still ran is seen by the first, one that has ended by the second.
        if (count(RUNNING, me) > 0 || count(OTHERS, me) > 0) {
            release(me);
            return false;
        }
        until = mine(me);
        holder = me;
        return true;
    }

    /** To be called before each statement: prolongs when half of it is used. */
    void prolong() throws ClickHouseFailure {
        String me = holder;
        if (me != null && System.nanoTime() - asked > length.toNanos() / 2) {
            long now = System.nanoTime();
            claim(me);
            until = mine(me);
            asked = now;
        }
    }

    /** After an answer that was not good: what was sent may still be running, so it is another's from now on. */
    void forget() {
        holder = null;
        turn = 0;
    }

    void release() throws ClickHouseFailure {
        String me = holder;
        if (me != null) {
            release(me);
            forget();
        }
    }

    private void claim(String me) throws ClickHouseFailure {
        clickHouse.run(
                CLAIM,
                Map.of(
                        "holder", me,
                        "turn", String.valueOf(turn++),
                        "millis", String.valueOf(length.toMillis()),
                        "until", String.valueOf(until)));
    }

    private void release(String me) throws ClickHouseFailure {
        clickHouse.run(RELEASE, Map.of("holder", me, "turn", String.valueOf(turn++)));
    }

    private long mine(String me) throws ClickHouseFailure {
        return number(clickHouse.rows(MINE, Map.of("holder", me)));
    }

    private long count(String sql, String me) throws ClickHouseFailure {
        return number(clickHouse.rows(sql, sql.contains("holder:") ? Map.of("holder", me) : Map.of()));
    }

    private static long number(List<List<String>> rows) {
        return Long.parseLong(rows.getFirst().getFirst());
    }
}
