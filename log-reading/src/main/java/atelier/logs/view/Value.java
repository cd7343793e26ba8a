package atelier.logs.view;

import atelier.logs.octets.Octets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row has in one column. */
public sealed interface Value {

    /** NULL, or the value of a tombstone. */
    record Absent() implements Value {}

    /** Any bytes. */
    record Bytes(Octets octets) implements Value {}

    /** Text that is known to be harmless: a name of ours, an enum, a UUID. */
    record Word(String text) implements Value {}

    /** As ClickHouse writes it, so that none is too large. */
    record Digits(String text) implements Value {}

    record Time(Instant instant) implements Value {}

    record Flag(boolean set) implements Value {}

    /** Headers, in their order and with repeats. */
    record Headers(List<Pair> pairs) implements Value {}

    /** Names that do not repeat. */
    record Attributes(List<Pair> pairs) implements Value {}

    /** A header's value can be null. */
    record Pair(Octets name, @Nullable Octets value) {}
}
