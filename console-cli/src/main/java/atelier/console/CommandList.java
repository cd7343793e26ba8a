package atelier.console;

import atelier.console.session.Failure;
import atelier.console.session.Output;
import atelier.console.text.Screen;
import atelier.console.text.Style;
import java.util.Comparator;
import java.util.List;

/** What {@code ./console} says when it is not told what to do, or told something that it does not know. */
final class CommandList {

    /** More letters wrong than this is not a slip. */
    private static final int LIKELY_SLIP = 4;

    private CommandList() {}

    static void print(Output out, Screen screen) {
        int width =
                Commands.all().stream().mapToInt(c -> c.name().length()).max().orElse(0) + 2;
        out.line(Style.BOLD.on("Atelier", screen) + ", the console. Usage: ./console COMMAND [options]");
        for (Commands.Group group : Commands.GROUPS) {
            out.line("");
            out.line(Style.BOLD.on(group.title(), screen));
            for (Commands.Entry command : group.entries()) {
                String name = command.name();
                out.line("  " + Style.CYAN.on(name, screen) + " ".repeat(width - name.length()) + command.summary());
            }
        }
        out.line("");
        out.line("./console COMMAND --help explains a command, with examples.");
        out.line(
                "Exit codes: 0 done, 1 failed, 2 wrong usage or setting, 130 interrupted. Only data goes to standard output.");
        out.line("");
        out.line(Style.BOLD.on("Settings", screen) + " (environment)");
        out.line("  CLICKHOUSE_HOST (localhost), CLICKHOUSE_PORT (8123), CLICKHOUSE_USERNAME (default),");
        out.line("  CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE (logs), KAFKA_BROKERS (localhost:9092),");
        out.line("  DESIGNS_URL (http://localhost:8001), ORDERS_URL (http://localhost:8000), TZ, COLUMNS, NO_COLOR");
        out.line("");
        out.line(Style.BOLD.on("Try", screen));
        out.line("  ./console logs:view kafka_logs --limit=20");
        out.line("  ./console logs:tail");
        out.line("  ./console clickhouse:test");
    }

    static Commands.Entry find(String name) {
        List<Commands.Entry> all = Commands.all();
        return all.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow(() -> unknown(name, all));
    }

    private static Failure unknown(String name, List<Commands.Entry> all) {
        Commands.Entry nearest = all.stream()
                .min(Comparator.comparingInt(c -> distance(name, c.name())))
                .orElseThrow();
        String hint = distance(name, nearest.name()) <= LIKELY_SLIP
                ? "did you mean " + nearest.name() + "?"
                : "./console lists them";
        return Failure.usage("there is no command \"" + name + "\"; " + hint);
    }

    /** How many letters must be changed, added or left out to get from one to the other (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
