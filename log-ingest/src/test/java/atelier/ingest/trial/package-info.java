/**
 * What the tests of the whole ingest stand on: real servers, topics with odd records under load, a proxy that breaks the
 * wire, and the count of what was lost or doubled.
 *
 * <p>Invariant: what a test found is compared with what an independent {@code read_committed} consumer reads.
 */
@NullMarked
package atelier.ingest.trial;

import org.jspecify.annotations.NullMarked;
