package atelier.console.letters;

import atelier.console.session.Failure;
import atelier.console.session.Session;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Statement;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** What is wanted with some dead letters, written down for log-ingest, and its answers. */
final class Request {

    private static final String TABLE = "ingest_dead_letter_requests";

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(250).toNanos();
    private static final long TELL_NANOS = Duration.ofSeconds(5).toNanos();

    /** How letters are named in both tables. */
    private static final String NAMES = "target_table, topic_id, kafka_partition, kafka_offset";

    private final String id = UUID.randomUUID().toString();
    private final ClickHouse clickhouse;
    private final Session session;

    Request(ClickHouse clickhouse, Session session) {
        this.clickhouse = clickhouse;
        this.session = session;
    }

    String id() {
        return id;
    }

    /**
     * In one block, so that log-ingest sees all of it or nothing.
     *
     * @param where which letters; its values are in the statement already
     */
    void write(String action, String reason, Statement.Builder values, String where, int limit) {
        clickhouse.run(values.build("""
                        INSERT INTO %s (request_id, action, requested_by, reason, target_table, topic, topic_id, kafka_partition, kafka_offset, insert_by)
                        SETTINGS async_insert = 0, max_insert_threads = 1
                        SELECT toUUID(%s), %s, %s, %s, target_table, topic, topic_id, kafka_partition, kafka_offset, now64(3) + INTERVAL 1 MINUTE
                        FROM ingest_dead_letters FINAL WHERE %s ORDER BY changed_at DESC LIMIT %s""".formatted(
                        TABLE,
                        values.text("request", id),
                        values.text("action", action),
                        values.text("by", requestedBy()),
                        values.text("why", reason),
                        where,
                        values.number("limit", limit))));
    }

    private static String requestedBy() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return System.getProperty("user.name") + "@" + host;
    }

    /** Returns when all of it is done. Gives up after so many seconds in which nothing was; it is done later all the same. */
    void await(long seconds) {
        long doneBefore = 0;
        long lastProgress = System.nanoTime();
        long told = lastProgress;
        while (true) {
            Statement.Builder values = new Statement.Builder();
            long[] counts = clickhouse.one(
                    values.build("SELECT toInt64(countIf(outcome != '')), toInt64(count()) FROM " + mine(values)),
                    in -> new long[] {in.int64(), in.int64()});
            long now = System.nanoTime();
            if (counts[0] == counts[1]) {
                return;
            }
            if (counts[0] > doneBefore) {
                doneBefore = counts[0];
                lastProgress = now;
            }
            String state = counts[0] + " of " + counts[1] + " done";
            if (now - lastProgress > Duration.ofSeconds(seconds).toNanos()) {
                throw new Failure(state + ", and nothing for " + seconds
                        + " s: is log-ingest running? It does the rest as soon as it is; request " + id);
            }
            if (now - told > TELL_NANOS) {
                session.note("waiting for log-ingest: " + state + " (Ctrl-C does not take it back)");
                told = now;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** What has become of each letter. */
    List<LetterTable.Line> answers() {
        Statement.Builder values = new Statement.Builder();
        String mine = mine(values);
        return clickhouse.list(
                values.build(
                        "SELECT " + Letter.COLUMNS + ", outcome FROM (SELECT * FROM ingest_dead_letters FINAL WHERE ("
                                + NAMES + ") IN (SELECT " + NAMES + " FROM " + mine
                                + ")) AS letters INNER JOIN (SELECT " + NAMES
                                + ", outcome FROM " + mine + ") AS answers USING (" + NAMES
                                + ") ORDER BY target_table, topic, kafka_partition, kafka_offset"),
                in -> new LetterTable.Line(Letter.read(in), in.text()));
    }

    private String mine(Statement.Builder values) {
        return TABLE + " FINAL WHERE requested_at > now() - INTERVAL 1 DAY AND request_id = toUUID("
                + values.text("request", id) + ")";
    }
}
