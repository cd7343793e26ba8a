package atelier.ingest.lane;

/**
 * Whether what this consumer believes to own is what its generation was given.
 *
 * <p>A commit is refused for an evicted member, but after an eviction in the middle of a rebalance the consumer can be a
 * member again before its callbacks have run: then the commit is accepted and the partitions are someone else's. So
 * while a join is under way nothing is committed. All calls come from the lane's thread, inside or outside of poll.
 */
final class PlaceInGroup {

    private boolean settled;
    private String member = "";
    private int generation;

    void asked() {
        settled = false;
    }

    void settled(String memberNow, int generationNow) {
        member = memberNow;
        generation = generationNow;
        settled = true;
    }

    /** The assignment is that of the generation which a commit would be sent with, if any is accepted at all. */
    boolean settled() {
        return settled;
    }

    /** In a revocation callback: the partitions were this member's until now, so nobody else has begun on them. */
    boolean unbrokenUpTo(String memberNow, int generationNow) {
        int generations = generationNow - generation;
        return !member.isEmpty() && member.equals(memberNow) && (generations == 0 || generations == 1);
    }
}
