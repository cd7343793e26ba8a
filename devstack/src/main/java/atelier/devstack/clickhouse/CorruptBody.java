package atelier.devstack.clickhouse;

import java.io.IOException;

/** All bytes came, but they are not what they claim to be. */
final class CorruptBody extends IOException {
    CorruptBody(String message) {
        super(message);
    }
}
