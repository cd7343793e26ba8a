package atelier.orders.order;

/** Why an order waits, went on or ended, in one line. Parts of it come from other services, so it is cleaned and cut here. */
public record Reason(String text) {
    public static final int MOST = 500;

    /** Of a cancellation that nobody gave a reason for. */
    static final Reason ON_REQUEST = new Reason("cancelled on request");

    public Reason {
        text = text.codePoints()
                .map(character -> Character.isWhitespace(character) ? ' ' : character)
                .filter(Reason::storable)
                .limit(MOST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    /** PostgreSQL takes neither NUL nor half a surrogate pair; the other control characters only spoil a screen. */
    private static boolean storable(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.SURROGATE;
    }
}
