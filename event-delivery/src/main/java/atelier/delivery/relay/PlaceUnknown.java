package atelier.delivery.relay;

/** It cannot be told at the moment what has been published: the message is one line that says why. */
public final class PlaceUnknown extends RuntimeException {
    PlaceUnknown(String message) {
        super(message);
    }
}
