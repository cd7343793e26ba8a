/**
 * Orders, known designs and heard notifications in PostgreSQL.
 *
 * <p>Invariant: the only room that knows SQL; every statement runs in the caller's transaction, every value is a parameter.
 */
@NullMarked
package atelier.orders.store;

import org.jspecify.annotations.NullMarked;
