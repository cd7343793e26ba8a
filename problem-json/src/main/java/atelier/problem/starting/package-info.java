/**
 * Starts an HTTP service, or says in one line why it cannot start.
 *
 * <p>Invariant: a wrong setting, a taken port or an absent database ends the process with code 1 and one line, without a stack trace and without a password.
 */
@NullMarked
package atelier.problem.starting;

import org.jspecify.annotations.NullMarked;
