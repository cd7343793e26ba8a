package atelier.ingest.trial;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as they should be and as they come: each kind turns up every few dozen records, from a seed. */
public final class OddRecords {

    private static final int MEGABYTE = 900_000;

    private final Random random;

    public OddRecords(long seed) {
        this.random = new Random(seed);
    }

    public ProducerRecord<byte[], byte[]> next(String topic, int partitions) {
        return record(random.nextInt(24), topic, random.nextInt(partitions));
    }

    /** One of every kind, the megabyte one included. */
    public ProducerRecord<byte[], byte[]> ofKind(int kind, String topic) {
        return record(kind, topic, 0);
    }

    public static final int KINDS = 13;

    private ProducerRecord<byte[], byte[]> record(int kind, String topic, int partition) {
        byte[] key = bytes("order_" + random.nextInt(50));
        byte[] json = bytes("{\"order_id\":\"" + random.nextLong() + "\",\"total\":" + random.nextInt(100_000) + "}");
        return switch (kind) {
            case 0 -> plain(topic, partition, null, key, null); // tombstone
            case 1 -> plain(topic, partition, null, key, new byte[0]);
            case 2 -> plain(topic, partition, null, null, json);
            case 3 -> plain(topic, partition, null, new byte[0], noise(60));
            case 4 -> plain(topic, partition, null, noise(20), bytes("{\"order_id\":"));
            case 5 -> plain(topic, partition, 0L, key, json);
            case 6 -> plain(topic, partition, Long.MAX_VALUE, key, json);
            case 7 -> plain(topic, partition, 10_413_792_000_000L, key, json); // the year 2300
            case 8 -> oddHeaders(plain(topic, partition, null, key, json));
            case 9 -> plain(topic, partition, null, null, null);
            case 10 ->
                plain(topic, partition, null, key, bytes("tab\tnewline\nquote'backslash\\nul\u0000 \uD83D\uDE00"));
            case 11 -> enveloped(plain(topic, partition, null, key, json), "sms.failed");
            case 12 -> plain(topic, partition, null, key, noise(random.nextInt(40) == 0 ? MEGABYTE : 2_000));
            default -> enveloped(plain(topic, partition, null, key, json), "order.created");
        };
    }

    public ProducerRecord<byte[], byte[]> megabyte(String topic, int partition) {
        return plain(topic, partition, null, null, noise(MEGABYTE));
    }

    private static ProducerRecord<byte[], byte[]> plain(
            String topic, int partition, @Nullable Long timestamp, byte @Nullable [] key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, timestamp, key, value);
    }

    private ProducerRecord<byte[], byte[]> oddHeaders(ProducerRecord<byte[], byte[]> record) {
        record.headers().add("repeated", bytes("one"));
        record.headers().add("null", null);
        record.headers().add("repeated", bytes("two"));
        record.headers().add("empty", new byte[0]);
        record.headers().add("", noise(40));
        record.headers().add("ключ, 'quoted'\n", bytes("значение"));
        record.headers().add("ce_type", null);
        return record;
    }

    private static ProducerRecord<byte[], byte[]> enveloped(ProducerRecord<byte[], byte[]> record, String type) {
        record.headers().add("ce_type", bytes(type));
        record.headers().add("ce_id", bytes("id-of-" + Arrays.hashCode(record.value())));
        record.headers().add("content-type", bytes("application/json"));
        return record;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
