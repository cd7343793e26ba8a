package atelier.devstack.clickhouse;

import java.io.IOException;

/** The connection ended before the request did. There is nobody left to answer, and nothing may be written. */
final class CutBody extends IOException {
    CutBody(String message) {
        super(message);
    }

    CutBody(IOException cause) {
        super("the body broke off: " + cause.getMessage(), cause);
    }
}
