package atelier.ingest.trial;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records for the typed tables at a steady rate until closed, about as many that do not fit as ones that do, in
 * transactions of which a quarter is aborted.
 */
public final class TypedLoad implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final int BURST = 12;
    private static final long PAUSE_NANOS = 100_000_000; // at most 120 records a second

    /** What is said: a topic, an event type (none = no header) and a value (none = tombstone). */
    private record Line(
            String topic, @Nullable String type, @Nullable String value) {}

    private static final List<Line> LINES = List.of(
            new Line("audit", "moved", "{\"user_id\":\"u%d\",\"action\":\"move\",\"details\":{\"to\":%d}}"),
            new Line("audit", null, "{\"event\":\"x\",\"data\":{\"userId\":%d,\"action\":\"login\"}}"),
            new Line("audit", "dated", "{\"user_id\":%d,\"action\":\"a\",\"created_at\":\"2026-01-02T03:04:05.678Z\"}"),
            new Line("audit", "x", "{\"user_id\":\"u%d\"}"),
            new Line("audit", "x", "not JSON %d"),
            new Line("audit", "x", null),
            new Line("audit", "x", "{\"user_id\":{\"id\":%d},\"action\":\"a\"}"),
            new Line("audit", "x", "{\"user_id\":\"u%d\",\"action\":\"a\",\"created_at\":\"yesterday\"}"),
            new Line("analytics", null, "{\"event\":\"seen\",\"user_id\":%d,\"properties\":{\"id\":%d}}"),
            new Line("analytics", "enrolled", "{\"user_id\":\"u\",\"price\":%d}"),
            new Line("analytics", null, "{\"price\":%d}"),
            new Line("analytics", null, "{\"event\":\"e\",\"properties\":[%d]}"),
            new Line(
                    "notifications", "notification.sms", "{\"notification_id\":\"n%d\",\"to\":\"+7 (912) 345-67-%d\"}"),
            new Line("notifications", "sms.failed", "{\"notification_id\":\"n%d\",\"attempt\":2}"),
            new Line("notifications", "sms.failed", "{\"notification_id\":\"n%d\",\"attempt\":300}"),
            new Line("notifications", "sms.teleported", "{\"notification_id\":\"n%d\"}"),
            new Line(
                    "notifications",
                    "notification.email",
                    "{\"notification_id\":\"n%d\",\"to\":\"ann%d@example.com\",\"subject\":\"Hi\"}"),
            new Line("notifications", "notification.email", "{\"notification_id\":\"n%d\"}"),
            new Line("notifications", "notification.push", "{\"notification_id\":\"n%d\"}"));

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final Map<String, String> topics;
    private final Future<?> writing;
    private volatile boolean on = true;

    public TypedLoad(Trial trial, long seed) {
        topics = Map.of(
                "audit", trial.topic("audit", PARTITIONS),
                "analytics", trial.topic("analytics", PARTITIONS),
                "notifications", trial.topic("notifications", PARTITIONS));
        writing = writer.submit(writing(trial, new Random(seed)));
    }

    /** With which ingest fills the typed tables from this load's topics, in many small steps. */
    public Map<String, String> settings() {
        return Map.of(
                "INGEST_TOPICS_AUDIT_LOGS",
                topic("audit"),
                "INGEST_TOPICS_ANALYTICS_EVENTS",
                topic("analytics"),
                "INGEST_TOPICS_SMS_LOGS",
                topic("notifications"),
                "INGEST_TOPICS_EMAIL_LOGS",
                topic("notifications"),
                "INGEST_TYPED_MS",
                "50",
                "INGEST_TYPED_LATE_MS",
                "1000",
                "INGEST_TYPED_STEP",
                "400",
                "INGEST_LEASE_MS",
                "2000");
    }

    private String topic(String name) {
        return topics.getOrDefault(name, name);
    }

    private Callable<Void> writing(Trial trial, Random random) {
        return () -> {
            try (Sender sender = new Sender(trial, Map.of("transactional.id", trial.group()))) {
                sender.producer().initTransactions();
                while (on) {
                    sender.producer().beginTransaction();
                    for (int i = 0; i < BURST; i++) {
                        sender.add(record(random));
                    }
                    sender.flush();
                    if (random.nextInt(4) == 0) {
                        sender.producer().abortTransaction();
                    } else {
                        sender.producer().commitTransaction();
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            return null;
        };
    }

    private ProducerRecord<byte[], byte[]> record(Random random) {
        Line line = LINES.get(random.nextInt(LINES.size()));
        int number = 10 + random.nextInt(90);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic(line.topic()),
                random.nextInt(PARTITIONS),
                bytes("key-" + number),
                line.value() == null ? null : bytes(line.value().replace("%d", String.valueOf(number))));
        if (line.type() != null) {
            record.headers().add("ce_type", bytes(line.type()));
        }
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Stops, with everything sent. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        on = false;
        writer.shutdown();
        writing.get();
    }
}
