package atelier.ingest.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A hash of everything that a record is, calculated here from Kafka's record and by ClickHouse from the stored columns. */
final class Fingerprint {

    static final int BYTES = 16;

    /** Each part with its length in front, so that no two records are written the same. */
    static final String SQL = """
            MD5(concat(
                ifNull(concat(toString(length(key)), ':', key), '-'),
                if(is_tombstone, '-', concat(toString(length(value)), ':', value)),
                toString(toInt8(event_time_type)), '@', toString(kafka_timestamp),
                arrayStringConcat(arrayMap((n, v) -> concat(toString(length(n)), ':', n, ifNull(concat(toString(length(v)), ':', v), '-')), header_names, header_values))))""";

    private static final byte[] NULL = {'-'};

    private final MessageDigest md5;

    Fingerprint() {
        try {
            md5 = MessageDigest.getInstance("MD5"); // not against forgery; what ClickHouse has and is fast enough
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] of(ConsumerRecord<byte[], byte[]> record) {
        md5.reset();
        add(record.key());
        add(record.value());
        md5.update(ascii(record.timestampType().id + "@" + record.timestamp()));
        for (Header header : record.headers()) {
            add(header.key().getBytes(StandardCharsets.UTF_8));
            add(header.value());
        }
        return md5.digest();
    }

    private void add(byte @Nullable [] part) {
        if (part == null) {
            md5.update(NULL);
        } else {
            md5.update(ascii(part.length + ":"));
            md5.update(part);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
