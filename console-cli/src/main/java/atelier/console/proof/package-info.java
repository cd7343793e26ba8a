/**
 * Proves that the log is complete, and repairs it: commands that log-ingest owns.
 *
 * <p>Invariant: options are read and checked here, everything else is done by log-ingest's jar in a process of its own; no class is shared.
 */
@NullMarked
package atelier.console.proof;

import org.jspecify.annotations.NullMarked;
