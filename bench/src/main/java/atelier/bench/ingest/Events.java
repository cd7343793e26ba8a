package atelier.bench.ingest;

import atelier.events.Envelope;
import atelier.events.EnvelopeHeaders;
import atelier.events.EventCodec;
import atelier.events.OrderEvent;
import atelier.events.TypeId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Orders as orders-service announces them, with six to eight lines: about 750 bytes of JSON and 330 of headers. The same number gives the same event, in whichever topic.
 */
final class Events {
    private static final int USERS = 50_000;
    private static final int DESIGNS = 500;
    private static final int LEAST_LINES = 6;
    private static final int MOST_LINES = 8;
    /** The lines that are designs; the others are articles of the stock. */
    private static final double DESIGN_SHARE = 0.4;

    private static final List<String> ARTICLES =
            List.of("mug-white-330ml", "poster-a2-matt", "tote-bag-natural", "tshirt-organic-m", "sticker-round-50mm");

    private final EventCodec codec = new EventCodec();
    private final List<String> designs = new ArrayList<>();
    private final long firstMillis;

    /** @param first when the first event happened; one happens in each millisecond */
    Events(Instant first) {
        this.firstMillis = first.toEpochMilli();
        SplittableRandom random = new SplittableRandom(0);
        for (int i = 0; i < DESIGNS; i++) {
            designs.add(new TypeId("design", uuid(firstMillis, random)).toString());
        }
    }

    ProducerRecord<byte[], byte[]> event(String topic, int partition, long number) {
        return event(topic, partition, number, firstMillis + number);
    }

    /** @param millis when it happened, which is also the record's timestamp */
    ProducerRecord<byte[], byte[]> event(String topic, int partition, long number, long millis) {
        SplittableRandom random = new SplittableRandom(number);
        Instant time = Instant.ofEpochMilli(millis);
        String order = new TypeId("order", uuid(millis, random)).toString();
        List<OrderEvent.Item> lines = lines(random);
        long total = lines.stream()
                .mapToLong(line -> line.quantity() * line.unitPrice())
                .sum();
        var created = new OrderEvent.Created(order, "user_" + random.nextInt(USERS), total, "EUR", lines, time);
        Envelope envelope = new Envelope(
                uuid(millis, random).toString(),
                created.type(),
                "orders-service",
                order,
                time,
                traceparent(random),
                uuid(millis, random).toString(),
                null,
                1L);
        var record = new ProducerRecord<>(
                topic, partition, (Long) millis, order.getBytes(StandardCharsets.UTF_8), codec.write(created));
        EnvelopeHeaders.write(envelope)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private List<OrderEvent.Item> lines(SplittableRandom random) {
        List<OrderEvent.Item> lines = new ArrayList<>();
        int count = random.nextInt(LEAST_LINES, MOST_LINES + 1);
        for (int i = 0; i < count; i++) {
            boolean design = random.nextDouble() < DESIGN_SHARE;
            lines.add(new OrderEvent.Item(
                    design ? designs.get(random.nextInt(DESIGNS)) : null,
                    design ? null : ARTICLES.get(random.nextInt(ARTICLES.size())),
                    random.nextInt(1, 10),
                    random.nextLong(100, 20_000)));
        }
        return lines;
    }

    /** A UUIDv7. */
    private static UUID uuid(long millis, SplittableRandom random) {
        return new UUID(
                (millis << 16) | 0x7000L | random.nextInt(1 << 12), 0x8000_0000_0000_0000L | (random.nextLong() >>> 2));
    }

    private static String traceparent(SplittableRandom random) {
        HexFormat hex = HexFormat.of();
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong()) + "-"
                + hex.toHexDigits(random.nextLong()) + "-01";
    }
}
