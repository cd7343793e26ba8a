/**
 * What the tests of event delivery share: a database with writers, and an independent look at what came out.
 *
 * <p>Invariant: nothing here uses the relay or the consumer loop, so that it can judge them.
 */
@NullMarked
package atelier.delivery.testing;

import org.jspecify.annotations.NullMarked;
