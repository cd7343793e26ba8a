/**
 * The newest rows of any log table.
 *
 * <p>Invariant: a view reads the table backwards in the order of its sorting key and stops; it never sorts the table.
 */
@NullMarked
package atelier.logs.view;

import org.jspecify.annotations.NullMarked;
