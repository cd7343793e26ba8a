/**
 * The plain consumer: a batch, one database transaction with its inbox rows, then the offsets.
 *
 * <p>Invariant: a record is never skipped, and an event takes effect in the database once per group, however often it is delivered.
 */
@NullMarked
package atelier.delivery.consuming;

import org.jspecify.annotations.NullMarked;
