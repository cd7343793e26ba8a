package atelier.ingest.repair;

/**
 * What is still to be restored of a partition.
 *
 * @param id of the wish, by which the next run finds the place
 * @param last the highest offset, which can be below the first
 * @param begun whether an earlier run of the same wish has written some of it
 */
record Rest(String id, long from, long last, boolean begun) {

    static Rest of(Restore.Wish wish, Target target, StoredRecords.Line line) {
        String id = Operation.text(line.topicId()) + " " + wish.from().text() + " "
                + wish.to().text();
        Long from = wish.from().offset();
        Long end = wish.to().offset();
        long first = from == null ? line.first() : Math.max(from, line.first());
        long last = end == null ? line.last() : Math.min(end - 1, line.last());
        long come = wish.again() ? 0 : target.comeTo(id).getOrDefault(line.partition(), 0L);
        return new Rest(id, Math.max(first, come), last, come > first);
    }

    boolean isEmpty() {
        return from > last;
    }

    /** It is done, or was counted. */
    Listener.Work work(Restore.Wish wish, StoredRecords.Line line, long written) {
        return new Listener.Work(
                wish.topic(),
                line.partition(),
                from,
                Math.max(from, last + 1),
                written,
                written,
                begun && written == 0 ? "was restored before" : "");
    }
}
