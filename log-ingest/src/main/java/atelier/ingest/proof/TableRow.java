package atelier.ingest.proof;

import java.nio.ByteBuffer;

/**
 * All rows of one offset.
 *
 * @param rows how many
 * @param lowest the lowest of their fingerprints; empty if content is not compared
 * @param highest the highest, which is another one only if they differ
 */
public record TableRow(long offset, long rows, ByteBuffer lowest, ByteBuffer highest) {}
