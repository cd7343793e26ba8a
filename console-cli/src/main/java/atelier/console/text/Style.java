package atelier.console.text;

/** The few looks a text can have on a terminal with colours. */
public enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    public String on(String text, Screen screen) {
        return this == PLAIN || text.isEmpty() || !screen.colours()
                ? text
                : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
