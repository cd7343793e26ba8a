package atelier.console;

import atelier.console.session.Session;
import atelier.console.session.Task;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code completion}: prints a script that lets the shell complete commands, options and their values. */
@Command(
        name = "completion",
        header = "Prints a script for the shell's tab key (bash, zsh).",
        footer = {
            "",
            "Examples:",
            "  source <(./console completion)",
            "  ./console completion > ~/.local/share/bash-completion/completions/console"
        })
final class Completion implements Task {

    @Command(name = "console")
    private static final class Root {}

    private final Session session;

    Completion(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        CommandLine root = new CommandLine(new Root());
        for (Commands.Entry command : Commands.all()) {
            root.addSubcommand(command.name(), Console.line(command.task().apply(session)));
        }
        session.out().print(AutoComplete.bash("console", root));
        // Else bash completes only what follows the colon of a command's name.
        session.out().line("COMP_WORDBREAKS=${COMP_WORDBREAKS//:/}");
    }
}
