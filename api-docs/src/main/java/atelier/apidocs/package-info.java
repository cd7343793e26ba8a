/**
 * A service's own OpenAPI document at {@code /openapi.yml}, and pages to read and try it at {@code /docs}.
 *
 * <p>Invariant: everything is served from the class path, by name from a fixed list; nothing is loaded from elsewhere.
 */
@NullMarked
package atelier.apidocs;

import org.jspecify.annotations.NullMarked;
