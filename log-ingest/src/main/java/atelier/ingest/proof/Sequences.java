package atelier.ingest.proof;

import atelier.ingest.proof.Finding.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whether each aggregate's events are numbered one by one in the order of their offsets, by {@code ce_sequence}. Keeps a
 * number for each aggregate; when these are too many it keeps half of them, and the other half is left for another pass.
 */
final class Sequences implements Consumer<ConsumerRecord<byte[], byte[]>> {

    /** Findings, and as many holes, kept until the end of a pass. */
    private static final int MOST_KEPT = 10_000;

    private record Kept(long hash, Finding finding) {}

    private final Stretch stretch;
    private final LastNumbers last;
    private final Queue<Share> leftOver = new ArrayDeque<>();
    private final Holes holes = new Holes(MOST_KEPT);
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
        Numbered event = stretch.sequenced() ? Numbered.of(record) : null;
        if (event == null || !share.has(event.hash())) {
            return;
        }
        long number = event.number();
        long before = last.get(event.hash());
        if (before == 0 && !stretch.whole()) {
            before = number - 1; // what came before is not looked at
        }
        if (number > before + 1) {
            leftOut(event.hash(), before + 1, number - 1, record);
        } else if (number <= before) {
            lateOrRepeated(event, record);
        }
        last.put(event.hash(), Math.max(number, before));
        while (last.full()) {
            halve();
        }
    }

    private void leftOut(long hash, long from, long to, ConsumerRecord<byte[], byte[]> record) {
        Holes.Hole hole = new Holes.Hole(Numbered.aggregateOf(record), from, to, record.offset(), record.timestamp());
        if (!holes.add(hash, hole)) {
            keep(hash, gap(hole));
        }
    }

    private void lateOrRepeated(Numbered event, ConsumerRecord<byte[], byte[]> record) {
        boolean late = holes.fill(event.hash(), event.number());
        String what = Numbered.aggregateOf(record) + " said number " + event.number()
                + (late ? " after a later one" : " again");
        keep(
                event.hash(),
                finding(
                        late ? Kind.SEQUENCE_ORDER : Kind.SEQUENCE_REPEATED,
                        what,
                        record.offset(),
                        record.timestamp()));
    }

    private void halve() {
        leftOver.add(share.otherHalf());
        share = share.half();
        last.keep(share::has);
        holes.keep(share::has);
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
        holes.forEach(hole -> told.accept(gap(hole)));
    }

    /** What this pass could not keep. */
    Queue<Share> leftOver() {
        return leftOver;
    }

    private Finding gap(Holes.Hole hole) {
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
}
