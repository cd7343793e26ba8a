/**
 * The tables of the log and how they come to be: numbered migrations, applied by whoever starts first.
 *
 * <p>Invariant: every statement of a migration may run twice, or at the same moment in two instances, with the same end.
 */
@NullMarked
package atelier.ingest.schema;

import org.jspecify.annotations.NullMarked;
