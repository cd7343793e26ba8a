/**
 * PostgreSQL from the binaries that Maven brings, with durable settings, as root or as a plain user.
 *
 * <p>Invariant: a commit that was acknowledged survives the SIGKILL of every process here.
 */
@NullMarked
package atelier.devstack.postgres;

import org.jspecify.annotations.NullMarked;
