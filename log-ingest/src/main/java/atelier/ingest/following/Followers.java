package atelier.ingest.following;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Limits;
import atelier.logs.clickhouse.Server;
import atelier.logs.filter.Filter;
import atelier.logs.follow.Following;
import atelier.logs.follow.Position;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.LogTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** All who follow a table of the log over HTTP. */
public final class Followers implements AutoCloseable {

    /** Of each text; {@code value_size} tells how long a value is. */
    private static final int CUT = 4_096;

    private static final int THREADS = 4;

    /** Of a newcomer at a time, before the next is read. */
    private static final Following.Size BATCH = new Following.Size(200, 256 << 10);

    private static final long MOST_HISTORY_BYTES = 1 << 20;

    /** Of a look on behalf of all. */
    private static final Following.Size LOOK = new Following.Size(2_000, 4 << 20);

    private static final int RECENT_ROWS = 10_000;

    /** {@code readonly=2}: nothing is changed, but settings may come with a query. */
    private static final Limits LIMITS = new Limits(
            10,
            Map.of(
                    "readonly", "2",
                    "max_threads", "2",
                    "max_memory_usage", String.valueOf(1L << 30)));

    private final int most;
    private final ClickHouse clickhouse;
    private final FollowReport report;
    /** Of the heap a sixteenth for what is recent of each table, and as much for all newcomers. */
    private final long share = Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 16);

    private final Room room = new Room(share);
    private final Map<String, FollowedTable> tables = new ConcurrentHashMap<>();
    private final Set<Follower> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("followers-", 0).factory());

    /**
     * @param most at the same time
     * @param heartbeat after how long a stream is told to live; shorter than any idle connection is kept
     */
    public Followers(Server server, int most, Duration heartbeat, FollowReport report) {
        this.most = most;
        this.clickhouse = new ClickHouse(server, LIMITS);
        this.report = report;
        Future<?> ignored = threads.scheduleAtFixedRate(
                () -> open.forEach(Follower::beat), heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Newcomers are read for on threads of their own, a few at a time. */
    public Executor threads() {
        return threads;
    }

    /** Whether there is no place for one more. */
    public boolean isFull() {
        return report.followers() >= most || room.isFull();
    }

    /**
     * Reads where the stream begins, and whether it can.
     *
     * @param newest how many rows are to come first, if there is no position
     * @param position behind which it goes on
     * @return the stream, for one subscriber
     * @throws TooMany if the table has too many partitions for a cursor, or there are too many filters
     */
    public Flux<Sent> open(LogTable table, Filter filter, int newest, @Nullable Position position) {
        FollowedTable followed = tables.computeIfAbsent(table.name(), name -> followed(table));
        Following following = new Following(table, table.columns(), CUT, BATCH);
        if (!following.end(clickhouse).fitsIntoText()) {
            throw new TooMany(
                    "The table has more partitions than a cursor can tell; follow it with ./console logs:tail.");
        }
        if (!followed.audience().hasRoomFor(filter)) {
            throw new TooMany("Too many different filters are followed at the moment; try again.");
        }
        Newcomer newcomer = new Newcomer(followed, clickhouse, following, filter, CUT);
        List<Sent.Row> first = position == null
                ? newcomer.history(new Following.Size(newest, MOST_HISTORY_BYTES))
                : newcomer.resume(position);
        return Flux.create(sink -> begin(newcomer, first, sink));
    }

    /** It cannot be followed by so many, or not with so much. */
    public static final class TooMany extends RuntimeException {
        TooMany(String line) {
            super(line, null, false, false);
        }
    }

    /** This process has inserted into {@code kafka_logs}: its followers need not wait for the next look. Returns at once. */
    public void lookNow() {
        FollowedTable log = tables.get(KafkaLogs.NAME);
        if (log != null) {
            log.audience().wake();
        }
    }

    private FollowedTable followed(LogTable table) {
        return new FollowedTable(
                table.name(),
                clickhouse,
                new Following(table, table.columns(), CUT, LOOK),
                CUT,
                new Recent(RECENT_ROWS, share),
                report);
    }

    private void begin(Newcomer newcomer, List<Sent.Row> first, FluxSink<Sent> sink) {
        if (report.came() > most) {
            report.left();
            sink.complete();
            return;
        }
        Follower follower = new Follower(newcomer, sink, room, threads, report);
        open.add(follower);
        sink.onDispose(() -> {
            open.remove(follower);
            report.left();
            follower.gone();
        });
        sink.onRequest(_ -> follower.drain());
        follower.begin(first);
    }

    /** Ends all streams as if there was nothing more to come; clients come back elsewhere. */
    public void endAll() {
        open.forEach(Follower::end);
    }

    @Override
    public void close() {
        endAll();
        tables.values().forEach(FollowedTable::close);
        threads.shutdownNow();
    }
}
