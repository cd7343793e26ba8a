/**
 * {@code make run}: starts the parts that parts.conf names, each in its own process, keeps them alive, and stops them in order.
 *
 * <p>Invariant: ends only processes that it or an earlier run of it started, known by pid and start time.
 */
@NullMarked
package atelier.devstack.run;

import org.jspecify.annotations.NullMarked;
