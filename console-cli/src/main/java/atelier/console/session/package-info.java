/**
 * What one run of the console has to work with: environment, streams, clock, what was typed, and the ways a run can end.
 *
 * <p>Invariant: a run ends well, with a {@link atelier.console.session.Failure} or because the reader of its output left; nothing else.
 */
@NullMarked
package atelier.console.session;

import org.jspecify.annotations.NullMarked;
