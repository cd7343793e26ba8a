package atelier.devstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Wraps a command so that the terminal's Ctrl-C reaches us but not it: whoever started it ends it, in the right order. */
final class OwnSession {
    private static final List<String> PREFIX = prefix();

    private OwnSession() {}

    static List<String> of(List<String> command) {
        List<String> wrapped = new ArrayList<>(PREFIX);
        wrapped.addAll(command);
        return wrapped;
    }

    /**
     * All replace themselves by the command, so the pid stays. Whoever runs us in the background of a script has us ignore Ctrl-C, and a child would inherit that: GNU's env
     * takes it back. macOS has neither, but perl.
     */
    private static List<String> prefix() {
        Path env = Path.of("/usr/bin/env");
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(setsid))) {
                return takesBackSignals(env)
                        ? List.of(env.toString(), "--default-signal=INT,QUIT", setsid)
                        : List.of(setsid);
            }
        }
        return List.of(
                "perl",
                "-MPOSIX",
                "-e",
                "POSIX::setsid(); $SIG{$_} = 'DEFAULT' for qw(INT QUIT);"
                        + " exec @ARGV or die \"cannot run $ARGV[0]: $!\\n\"");
    }

    /** Since coreutils 8.31; the env of busybox cannot. */
    private static boolean takesBackSignals(Path env) {
        try {
            return new ProcessBuilder(env.toString(), "--default-signal=INT", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
