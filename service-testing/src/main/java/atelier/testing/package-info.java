/**
 * What the tests of a service need: the whole service in this JVM on real servers, and a caller, a listener and a speaker around it.
 *
 * <p>Invariant: nothing here knows a service; what runs is what the module under test has on its class path.
 */
@NullMarked
package atelier.testing;

import org.jspecify.annotations.NullMarked;
