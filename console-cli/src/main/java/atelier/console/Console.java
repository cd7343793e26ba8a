package atelier.console;

import atelier.console.session.ExitCode;
import atelier.console.session.Failure;
import atelier.console.session.Output;
import atelier.console.session.OutputClosed;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.text.Screen;
import atelier.logs.clickhouse.Trouble;
import atelier.logs.filter.BadFilter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import picocli.CommandLine;

/** The command line: finds the command, reads its options, runs it, and turns every end into one line and an exit code. */
public final class Console {

    private final Session session;

    Console(Session session) {
        this.session = session;
    }

    public static void main(String[] arguments) {
        Output out = new Output(new FileOutputStream(FileDescriptor.out));
        Output err = new Output(new FileOutputStream(FileDescriptor.err));
        Screen screen = Screen.of(System.getProperty("atelier.terminal"), System.getenv());
        Session session = new Session(System.getenv(), out, err, screen, Clock.systemUTC(), ZoneId.systemDefault());
        System.exit(new Console(session).run(arguments).number());
    }

    ExitCode run(String... arguments) {
        try {
            dispatch(arguments);
            session.out().flush();
            return ExitCode.OK;
        } catch (OutputClosed e) {
            return ExitCode.OK;
        } catch (Failure e) {
            return end(e.code(), e.line());
        } catch (BadFilter e) {
            return end(ExitCode.USAGE, "--" + e.filter() + ": " + e.line());
        } catch (Trouble e) {
            return end(ExitCode.FAILED, e.line());
        } catch (RuntimeException e) {
            if (!session.environment().getOrDefault("CONSOLE_TRACE", "").isEmpty()) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                session.err().print(trace.toString());
            }
            return end(ExitCode.FAILED, "a fault in the console: " + e + " (CONSOLE_TRACE=1 shows where)");
        }
    }

    private void dispatch(String... arguments) {
        String first = arguments.length == 0 ? "help" : arguments[0];
        if (first.equals("help") && arguments.length > 1) {
            command(arguments[1], "--help");
        } else if (first.equals("help") || first.equals("list") || first.equals("--help") || first.equals("-h")) {
            CommandList.print(session.out(), session.screen());
        } else {
            command(first, Arrays.copyOfRange(arguments, 1, arguments.length));
        }
    }

    private void command(String name, String... arguments) {
        Task task = CommandList.find(name).task().apply(session);
        CommandLine line = line(task).setCommandName("./console " + name);
        Help.offer(line);
        try {
            line.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            String asked = e.getCommandLine().getCommandSpec().qualifiedName(" ");
            throw Failure.usage(firstLine(e) + "; " + asked + " --help shows what is allowed");
        }
        CommandLine meant = line.getParseResult().asCommandLineList().getLast();
        if (meant.isUsageHelpRequested()) {
            Help.print(meant, session.out(), session.screen());
        } else {
            Task wanted = meant.getCommand();
            wanted.run();
        }
    }

    /** A task with its verbs, for picocli. */
    static CommandLine line(Task task) {
        CommandLine line = new CommandLine(task);
        task.verbs().forEach((name, verb) -> line.addSubcommand(name, line(verb)));
        return line;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    }

    /** Data that was found before goes out first, if it can. */
    private ExitCode end(ExitCode code, String line) {
        quietly(session.out()::flush);
        quietly(() -> {
            if (!line.isEmpty()) {
                session.err().line("console: " + line);
            }
            session.err().flush();
        });
        return code;
    }

    private static void quietly(Runnable writing) {
        try {
            writing.run();
        } catch (Failure | OutputClosed e) {
            // Nobody is left to read it; the exit code still tells.
            return;
        }
    }
}
