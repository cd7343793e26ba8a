package atelier.ingest.outbox;

import atelier.ingest.proof.Finding;
import atelier.ingest.proof.Observer;
import java.util.EnumMap;
import java.util.Map;

/** Tells the first findings of a kind one by one, and of the rest how many there are. */
final class Telling {

    private static final int TOLD = 100;

    private final Observer observer;
    private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);

    Telling(Observer observer) {
        this.observer = observer;
    }

    void found(Finding finding) {
        if (counts.merge(finding.kind(), 1L, Long::sum) <= TOLD) {
            observer.found(finding);
        }
    }

    long count(Finding.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** @param source whose events they are */
    void end(String source) {
        counts.forEach((kind, count) -> {
            if (count > TOLD) {
                long rest = count - TOLD;
                observer.found(new Finding(
                        kind, source, -1, -1, -1, rest, Finding.UNKNOWN_TIME, rest + " more of its events"));
            }
        });
    }
}
