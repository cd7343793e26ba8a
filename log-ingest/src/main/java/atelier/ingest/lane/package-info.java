/**
 * One consumer's way from Kafka into the table: who may insert which partition until when, and where to go on.
 *
 * <p>Invariant: a partition is read on only from where the table ends, and a batch is sent only under a lease that the
 * group's coordinator has on record. {@code docs/ingest.md} has the argument.
 */
@NullMarked
package atelier.ingest.lane;

import org.jspecify.annotations.NullMarked;
