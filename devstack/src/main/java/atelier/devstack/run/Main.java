package atelier.devstack.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The supervisor's command line; {@code make run}, {@code stop} and {@code reset} call it. */
public final class Main {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        int code;
        try {
            code = execute(arguments);
        } catch (BadParts wrong) {
            System.err.println(wrong.getMessage());
            code = USAGE;
        }
        System.exit(code);
    }

    private static int execute(String[] arguments) throws InterruptedException, IOException {
        String command = arguments.length == 0 ? "" : arguments[0];
        Folders folders = new Folders(Path.of(arguments.length > 1 ? arguments[1] : ""));
        Screen screen = new Screen(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        return switch (command) {
            case "run" -> new RunCommand(stack(folders), folders, screen).execute();
            case "stop" -> new StopCommand(stack(folders), folders, screen).execute();
            case "reset" -> new StopCommand(stack(folders), folders, screen).reset();
            case "--help", "-h" -> help(stack(folders));
            default -> {
                System.err.println("usage: run|stop|reset|--help [ROOT]");
                yield USAGE;
            }
        };
    }

    private static Stack stack(Folders folders) {
        return PartsFile.read(folders.partsFile(), System.getenv());
    }

    private static int help(Stack stack) {
        System.out.println("""
                run    starts the parts of parts.conf, restarts one that dies, stops all on Ctrl-C
                stop   stops the run of this checkout
                reset  stops it and removes its data, .devstack

                Ports, all on 127.0.0.1, and the variable that changes each:""");
        stack.parts()
                .forEach(part -> System.out.printf("  %-18s %5d  %s%n", part.name(), part.port(), part.portVariable()));
        return OK;
    }
}
