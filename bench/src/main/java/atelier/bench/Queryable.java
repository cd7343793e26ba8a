package atelier.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks ClickHouse again and again how far each partition of {@code orders} is in the log. Offsets of a partition are inserted in order, so an order can be queried from the
 * first answer on that names its offset or a higher one.
 */
final class Queryable implements AutoCloseable {
    private static final long EVERY_NANOS = 100_000_000;
    private static final String SQL = """
            select kafka_partition, max(kafka_offset) from logs.kafka_logs where topic = 'orders' group by topic, topic_id, kafka_partition format TSV""";

    private final String url;
    private final Map<Integer, TreeMap<Long, Long>> seen = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopping;

    Queryable(String url) {
        this.url = url;
        this.thread = Thread.ofPlatform().name("queryable").start(this::look);
    }

    private void look() {
        while (!stopping) {
            try {
                String answer = ask(url, SQL);
                long now = Clock.micros();
                synchronized (seen) {
                    answer.lines().map(line -> line.split("\t", -1)).forEach(row -> seen.computeIfAbsent(
                                    Integer.valueOf(row[0]), partition -> new TreeMap<>())
                            .putIfAbsent(Long.valueOf(row[1]), now));
                }
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    static String ask(String url, String sql) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setDoOutput(true);
        connection.getOutputStream().write(sql.getBytes(StandardCharsets.UTF_8));
        try (var in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** When it could be queried, in microseconds; -1 if not yet. */
    long since(Arrivals.Arrival arrival) {
        synchronized (seen) {
            TreeMap<Long, Long> partition = seen.get(arrival.partition());
            var entry = partition == null ? null : partition.ceilingEntry(arrival.offset());
            return entry == null ? -1 : entry.getValue();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
