package atelier.console;

import atelier.console.session.Output;
import atelier.console.text.Screen;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} shows of a command. */
final class Help {

    private static final int WIDEST = 110;
    private static final int NARROWEST = 60;

    private Help() {}

    /** Gives a command and its verbs the option. */
    static void offer(CommandLine line) {
        line.getCommandSpec().addOption(option());
        line.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        line.getSubcommands().values().forEach(Help::offer);
    }

    private static OptionSpec option() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("this text")
                .build();
    }

    /** An example stays on one line, however narrow the screen is: half a command cannot be tried. */
    static void print(CommandLine line, Output out, Screen screen) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        List<String> footer = List.of(usage.footer());
        int examples = Math.max(0, footer.indexOf("Examples:"));
        usage.footer(footer.subList(0, examples).toArray(String[]::new));
        line.setUsageHelpWidth(Math.clamp(screen.width(), NARROWEST, WIDEST));
        out.print(line.getUsageMessage(screen.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        footer.subList(examples, footer.size()).forEach(out::line);
    }
}
