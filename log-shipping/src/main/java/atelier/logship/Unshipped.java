package atelier.logship;

import org.jspecify.annotations.Nullable;

/** Kafka has none of the lines for now; another try may help. */
final class Unshipped extends Exception {
    Unshipped(@Nullable String reason) {
        super(reason == null ? "no reason given" : reason.lines().findFirst().orElse("no reason given"));
    }
}
