/**
 * The log over HTTP: what the console shows, for programs.
 *
 * <p>Invariant: readers have threads, time, memory and answers of bounded size of their own; the lane never waits for one of them.
 */
@NullMarked
package atelier.ingest.reading;

import org.jspecify.annotations.NullMarked;
