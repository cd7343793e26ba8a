/**
 * Designs and heard notifications in PostgreSQL.
 *
 * <p>Invariant: the only room that knows SQL; every statement runs in the caller's transaction, every value is a parameter.
 */
@NullMarked
package atelier.designs.store;

import org.jspecify.annotations.NullMarked;
