package atelier.ingest.lane;

import java.util.Set;

/**
 * A topic is not the one that was read from. The consumer may hold records fetched from the old one and cannot tell
 * them from new ones, so it is given up as a whole.
 */
final class TopicRemade extends RuntimeException {
    TopicRemade(Set<String> topics) {
        super("deleted, or deleted and created again: " + topics);
    }
}
