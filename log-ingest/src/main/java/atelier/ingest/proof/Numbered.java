package atelier.ingest.proof;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The number that an event says it has among those of its aggregate.
 *
 * @param hash of the aggregate and who speaks of it
 * @param number from 1
 */
record Numbered(long hash, long number) {

    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_SHOWN = 100;

    /** Of {@code ce_sequence} and {@code ce_source}; null if it says none. */
    static @Nullable Numbered of(ConsumerRecord<byte[], byte[]> record) {
        long number = number(header(record, "ce_sequence"));
        byte[] aggregate = aggregate(record);
        return number < 1 || aggregate == null
                ? null
                : new Numbered(LastNumbers.hash(header(record, "ce_source"), aggregate), number);
    }

    /** The aggregate, for people. */
    static String aggregateOf(ConsumerRecord<byte[], byte[]> record) {
        byte[] aggregate = aggregate(record);
        String text = aggregate == null ? "" : new String(aggregate, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(text.length(), LONGEST_SHOWN)).replaceAll("\\p{Cntrl}", "?");
    }

    private static byte @Nullable [] aggregate(ConsumerRecord<byte[], byte[]> record) {
        byte[] subject = header(record, "ce_subject");
        return subject == null ? record.key() : subject;
    }

    private static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    /** @return 0 if it is none */
    private static long number(byte @Nullable [] digits) {
        if (digits == null || digits.length == 0 || digits.length > MOST_DIGITS) {
            return 0;
        }
        long number = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return 0;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
