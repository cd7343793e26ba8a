package atelier.console.text;

/**
 * A column of a {@link Grid}.
 *
 * @param narrowest how far it may shrink when the screen is narrow
 */
public record Column(String title, int narrowest, Side side) {

    /** Which side keeps its place: numbers stand at the right, and an id keeps both its ends when it is cut. */
    public enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    public static Column left(String title, int narrowest) {
        return new Column(title, narrowest, Side.LEFT);
    }

    public static Column right(String title) {
        return new Column(title, Integer.MAX_VALUE, Side.RIGHT);
    }

    public static Column id(String title, int narrowest) {
        return new Column(title, narrowest, Side.BOTH);
    }
}
