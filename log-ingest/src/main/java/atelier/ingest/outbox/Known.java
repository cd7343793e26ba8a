package atelier.ingest.outbox;

import atelier.ingest.proof.LastNumbers;
import atelier.ingest.proof.Share;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/** The events that an outbox has, by hash, and how often each was seen in Kafka; a share of them, if they are too many. */
final class Known {

    /** Of the number that is kept for each; what is above counts how often it was seen. */
    private static final long LISTED = 1;

    private static final long PUBLISHED = 2;
    private static final int SEEN = 2;

    private final LastNumbers events;
    private final Queue<Share> leftOver = new ArrayDeque<>();
    private final Set<String> topics = new TreeSet<>();

    private Share share;

    /** @param most how many are kept at a time */
    Known(Share share, int most) {
        this.share = share;
        this.events = new LastNumbers(most);
    }

    /** Of an event in its topic: in another one it is another. */
    static long hash(String topic, byte[] id) {
        return LastNumbers.hash(topic.getBytes(StandardCharsets.UTF_8), id);
    }

    private static long hash(OutboxRow row) {
        return hash(row.topic(), row.id().toString().getBytes(StandardCharsets.US_ASCII));
    }

    void add(OutboxRow row) {
        topics.add(row.topic());
        long hash = hash(row);
        if (share.has(hash)) {
            events.put(hash, LISTED | (row.published() ? PUBLISHED : 0));
            while (events.full()) {
                leftOver.add(share.otherHalf());
                share = share.half();
                events.keep(share::has);
            }
        }
    }

    /** Of all shares. */
    Set<String> topics() {
        return topics;
    }

    /** What could not be kept. */
    Queue<Share> leftOver() {
        return leftOver;
    }

    boolean concerns(long hash) {
        return share.has(hash);
    }

    /** One of the topic's records; answers how many there were of it by now, 0 if the outbox does not have it. */
    long seen(long hash) {
        long state = events.get(hash);
        if (state == 0) {
            return 0;
        }
        long next = state + (1L << SEEN);
        events.put(hash, next);
        return next >> SEEN;
    }

    boolean isMissing(OutboxRow row) {
        long hash = hash(row);
        return share.has(hash) && isMissing(events.get(hash));
    }

    private static boolean isMissing(long state) {
        return (state & PUBLISHED) != 0 && state >> SEEN == 0;
    }

    long listed() {
        return events.count(_ -> true);
    }

    long published() {
        return events.count(state -> (state & PUBLISHED) != 0);
    }

    long missing() {
        return events.count(Known::isMissing);
    }
}
