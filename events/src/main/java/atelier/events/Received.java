package atelier.events;

import org.jspecify.annotations.Nullable;

/** A record as read: an event that this version knows, or anything else. Anything else is never an error, it is a case to decide on. */
public sealed interface Received {

    /** The envelope, or null if the record names neither id nor type. */
    @Nullable
    Envelope envelope();

    /** An event of ours. */
    record Known(@Nullable Envelope envelope, Event event) implements Received {}

    /**
     * A type that nobody here knows, data that does not fit its type, or no event at all.
     *
     * @param type the type it claims to be, if any
     * @param reason why it is not {@link Known}, in one line without the data itself
     */
    record Unknown(@Nullable Envelope envelope, @Nullable String type, String reason) implements Received {}
}
