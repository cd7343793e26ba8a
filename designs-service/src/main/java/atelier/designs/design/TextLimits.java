package atelier.designs.design;

/** How long the texts of a design may be, in characters as people count them. */
public final class TextLimits {
    public static final int TITLE = 200;
    public static final int DESCRIPTION = 5_000;
    public static final int REASON = 500;
    public static final int USER_ID = 100;

    private TextLimits() {}
}
