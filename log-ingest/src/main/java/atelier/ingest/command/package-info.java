/**
 * The commands of {@code ./console} that this module owns, as a process of their own: what they are told, what they print, how they end.
 *
 * <p>Invariant: only data goes to standard output; 0 = done and nothing found, 1 = failed or something found, 2 = asked wrongly.
 */
@NullMarked
package atelier.ingest.command;

import org.jspecify.annotations.NullMarked;
