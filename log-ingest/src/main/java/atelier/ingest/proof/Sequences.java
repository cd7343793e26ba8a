package atelier.ingest.proof;

import atelier.ingest.proof.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Whether each aggregate's events are numbered one by one in the order of their offsets, by {@code ce_sequence}. Keeps a
 * number for each aggregate; when these are too many it keeps half of them, and the other half is left for another pass.
 */
final class Sequences implements Consumer<ConsumerRecord<byte[], byte[]>> {

    /** Findings and holes kept until the end of a pass. */
    private static final int MOST_KEPT = 10_000;

    private record Hole(String aggregate, long from, long to, long offset, long timestamp) {}

    private record Kept(long hash, Finding finding) {}

    private final Stretch stretch;
    private final LastNumbers last;
    private final Queue<Share> leftOver = new ArrayDeque<>();
    private final Map<Long, TreeMap<Long, Hole>> holes = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();

    private Share share;

    /** @param mostAggregates whose numbers are kept at a time */
    Sequences(Stretch stretch, Share share, int mostAggregates) {
        this.stretch = stretch;
        this.share = share;
        this.last = new LastNumbers(mostAggregates);
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        long number = number(record.headers().lastHeader("ce_sequence"));
        byte[] aggregate = aggregate(record);
        if (number < 1 || aggregate == null || !stretch.sequenced()) {
            return;
        }
        long hash = LastNumbers.hash(value(record.headers().lastHeader("ce_source")), aggregate);
        if (!share.has(hash)) {
            return;
        }
        long before = last.get(hash);
        if (before == 0 && !stretch.whole()) {
            before = number - 1; // what came before is not looked at
        }
        if (number > before + 1) {
            hole(hash, new Hole(text(aggregate), before + 1, number - 1, record.offset(), record.timestamp()));
        } else if (number <= before) {
            lateOrRepeated(hash, text(aggregate), number, record);
        }
        last.put(hash, Math.max(number, before));
        while (last.full()) {
            halve();
        }
    }

    private void hole(long hash, Hole hole) {
        if (holes.size() < MOST_KEPT) {
            holes.computeIfAbsent(hash, _ -> new TreeMap<>()).put(hole.from(), hole);
        } else {
            keep(hash, gap(hole));
        }
    }

    private void lateOrRepeated(long hash, String aggregate, long number, ConsumerRecord<byte[], byte[]> record) {
        TreeMap<Long, Hole> own = holes.get(hash);
        Map.Entry<Long, Hole> around = own == null ? null : own.floorEntry(number);
        if (own == null || around == null || around.getValue().to() < number) {
            keep(
                    hash,
                    finding(
                            Kind.SEQUENCE_REPEATED,
                            aggregate + " said number " + number + " again",
                            record.offset(),
                            record.timestamp()));
            return;
        }
        Hole hole = own.remove(around.getKey());
        if (hole.from() < number) {
            own.put(hole.from(), new Hole(aggregate, hole.from(), number - 1, hole.offset(), hole.timestamp()));
        }
        if (hole.to() > number) {
            own.put(number + 1, new Hole(aggregate, number + 1, hole.to(), hole.offset(), hole.timestamp()));
        }
        keep(
                hash,
                finding(
                        Kind.SEQUENCE_ORDER,
                        aggregate + " said number " + number + " after a later one",
                        record.offset(),
                        record.timestamp()));
    }

    private void halve() {
        leftOver.add(share.otherHalf());
        share = share.half();
        last.keep(share::has);
        holes.keySet().removeIf(hash -> !share.has(hash));
        kept.removeIf(one -> !share.has(one.hash()));
    }

    private void keep(long hash, Finding finding) {
        if (kept.size() < MOST_KEPT) {
            kept.add(new Kept(hash, finding));
        }
    }

    /** At the end of a pass: what was found of the aggregates that it could keep. */
    void tell(Consumer<Finding> told) {
        kept.forEach(one -> told.accept(one.finding()));
        holes.values().forEach(own -> own.values().forEach(hole -> told.accept(gap(hole))));
    }

    /** What this pass could not keep. */
    Queue<Share> leftOver() {
        return leftOver;
    }

    private Finding gap(Hole hole) {
        String numbers = hole.from() == hole.to()
                ? "number " + hole.from() + " is"
                : "numbers " + hole.from() + " to " + hole.to() + " are";
        return finding(
                Kind.SEQUENCE_GAP,
                hole.aggregate() + ": " + numbers + " not in the topic before " + (hole.to() + 1),
                hole.offset(),
                hole.timestamp());
    }

    private Finding finding(Kind kind, String what, long offset, long timestamp) {
        return new Finding(
                kind, stretch.partition().topic(), stretch.partition().partition(), offset, offset, 1, timestamp, what);
    }

    private static byte @Nullable [] aggregate(ConsumerRecord<byte[], byte[]> record) {
        byte[] subject = value(record.headers().lastHeader("ce_subject"));
        return subject == null ? record.key() : subject;
    }

    private static byte @Nullable [] value(@Nullable Header header) {
        return header == null ? null : header.value();
    }

    /** @return 0 if it is none */
    private static long number(@Nullable Header header) {
        byte[] digits = value(header);
        if (digits == null || digits.length == 0 || digits.length > 18) {
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

    private static String text(byte[] aggregate) {
        String text = new String(aggregate, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(text.length(), 100)).replaceAll("\\p{Cntrl}", "?");
    }
}
