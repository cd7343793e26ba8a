package atelier.ingest.typed;

import java.util.List;

/** What is to be done next for a typed table. */
sealed interface Work {

    record Nothing() implements Work {}

    record BeginAnew() implements Work {}

    record Judge(List<Slice.Range> ranges) implements Work {
        long offsets() {
            return ranges.stream()
                    .mapToLong(range -> range.upto() - range.from())
                    .sum();
        }
    }

    record DoRequest(DeadLetterRequest request) implements Work {}

    /** @param until the newest row of now: the next look begins there */
    record LookForLate(List<Slice.Range> judged, long since, long until) implements Work {}
}
