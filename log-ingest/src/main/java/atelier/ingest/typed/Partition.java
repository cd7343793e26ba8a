package atelier.ingest.typed;

import java.util.UUID;

/** A partition of one life of a topic. */
record Partition(UUID topicId, int number) {}
