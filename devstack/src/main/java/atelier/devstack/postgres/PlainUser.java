package atelier.devstack.postgres;

import atelier.devstack.ServerFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whom PostgreSQL runs as: it refuses root, as one is in many containers. */
enum PlainUser {
    /** We are no root ourselves. */
    OURSELVES(""),
    /** Linux: a user namespace of its own, in which the process sees itself as nobody while its files stay ours. */
    NAMESPACE("unshare --user"),
    /** Where a container forbids namespaces: nobody, who then owns the data and must be able to reach it. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final long PROBE_SECONDS = 60;

    private final String prefix;

    PlainUser(String prefix) {
        this.prefix = prefix;
    }

    static PlainUser choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return OURSELVES;
        }
        for (PlainUser user : List.of(NAMESPACE, NOBODY)) {
            if (succeeds(user.command(List.of("true")))) {
                return user;
            }
        }
        throw new ServerFailed("postgres: does not run as root, and neither `unshare --user` nor setpriv works here;"
                + " run as a plain user");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix.isEmpty() ? List.of() : List.of(prefix.split(" ", -1)));
        whole.addAll(command);
        return whole;
    }

    /** Lets the server write there. */
    void own(Path folder) {
        if (this == NOBODY && !succeeds(List.of("chown", "-R", "65534:65534", folder.toString()))) {
            throw new ServerFailed("postgres: cannot give " + folder + " to the user nobody, as whom it must run here");
        }
    }

    /** Where that user can read programs, when it is not our own cache. */
    Optional<Path> sharedCache() {
        return this == NOBODY ? Optional.of(Path.of("/var/cache")) : Optional.empty();
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
