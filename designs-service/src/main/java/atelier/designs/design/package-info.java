/**
 * What a design is and which steps it may take.
 *
 * <p>Invariant: plain Java; no framework, no SQL and no JSON here.
 */
@NullMarked
package atelier.designs.design;

import org.jspecify.annotations.NullMarked;
