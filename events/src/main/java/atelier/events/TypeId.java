package atelier.events;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An id that tells what it names: a prefix, an underscore and a UUIDv7 as 26 characters of Crockford's base32 in lower case, as the TypeID specification 0.3 writes it.
 */
public record TypeId(String prefix, UUID uuid) {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;
    private static final int BITS = 5;
    private static final int MASK = 31;
    private static final Pattern PREFIX = Pattern.compile("[a-z]([a-z_]{0,61}[a-z])?");

    public TypeId {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix '" + prefix + "' is not 1 to 63 of a-z and inner _");
        }
    }

    /** A new id; ids of one prefix sort by the time they were made. */
    public static TypeId next(String prefix) {
        return new TypeId(prefix, Uuid7.next());
    }

    /** The id that {@code text} writes, or nothing if that is no id of this prefix. */
    public static Optional<TypeId> parse(String prefix, String text) {
        int start = prefix.length() + 1;
        // The first character holds 3 bits only: 26 * 5 = 130 bits for 128.
        if (text.length() != start + LENGTH
                || !text.startsWith(prefix)
                || text.charAt(start - 1) != '_'
                || text.charAt(start) > '7') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            high = (high << BITS) | (low >>> (Long.SIZE - BITS));
            low = (low << BITS) | digit;
        }
        return Optional.of(new TypeId(prefix, new UUID(high, low)));
    }

    @Override
    public String toString() {
        char[] text = new char[LENGTH];
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & MASK));
            low = (low >>> BITS) | (high << (Long.SIZE - BITS));
            high >>>= BITS;
        }
        return prefix + '_' + new String(text);
    }
}
