/**
 * The whole system under faults: started as {@code make run} does, used over HTTP, judged by what its users were told.
 *
 * <p>Invariant: the judge shares no code with the system; it knows the clients' notes, Kafka, and the tables.
 */
@NullMarked
package atelier.system;

import org.jspecify.annotations.NullMarked;
