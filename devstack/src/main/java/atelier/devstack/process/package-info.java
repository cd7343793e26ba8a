/**
 * Child processes: started in a session of their own, stopped gracefully, killed with all they forked, suspended, woken.
 *
 * <p>Invariant: a child ends when the JVM that started it ends, however that ended and even if the child was suspended.
 */
@NullMarked
package atelier.devstack.process;

import org.jspecify.annotations.NullMarked;
