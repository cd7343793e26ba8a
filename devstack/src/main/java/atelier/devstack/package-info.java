/**
 * The real servers that Atelier needs, as child processes on loopback, without Docker: for {@code make run} and for tests.
 *
 * <p>Invariant: knows no service; everything listens on loopback only; no server outlives the JVM that started it.
 */
@NullMarked
package atelier.devstack;

import org.jspecify.annotations.NullMarked;
