/**
 * One command line for all of Atelier.
 *
 * <p>Invariant: only data goes to standard output; progress and errors go to standard error.
 */
@NullMarked
package atelier.console;

import org.jspecify.annotations.NullMarked;
