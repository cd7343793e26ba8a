package atelier.devstack.run;

/** parts.conf, or a variable that changes it, is wrong; the message is one line for the user. */
final class BadParts extends RuntimeException {
    BadParts(String message) {
        super(message);
    }
}
