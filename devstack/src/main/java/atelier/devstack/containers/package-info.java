/**
 * The servers in containers of their official images, by Testcontainers: for tests run with INFRA=testcontainers.
 *
 * <p>Invariant: nothing else refers to this package by a class that is loaded without that switch, so its libraries are on no class path
 * of a service or of {@code make run}.
 */
@NullMarked
package atelier.devstack.containers;

import org.jspecify.annotations.NullMarked;
