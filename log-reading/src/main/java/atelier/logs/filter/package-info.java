/**
 * Which rows are wanted, in the words of people.
 *
 * <p>Invariant: what was typed reaches the store as a parameter or is refused by name; all filters run in the store.
 */
@NullMarked
package atelier.logs.filter;

import org.jspecify.annotations.NullMarked;
