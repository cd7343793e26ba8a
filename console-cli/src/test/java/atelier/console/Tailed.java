package atelier.console;

import atelier.console.session.Output;
import atelier.console.session.Session;
import atelier.console.text.Screen;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A command line that goes on until it is closed, run on a thread of its own, and what it has printed so far. */
final class Tailed implements AutoCloseable {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile int code = -1;

    private Tailed(Map<String, String> environment, String... arguments) {
        Session session = new Session(
                environment,
                new Output(out),
                new Output(err),
                Screen.of(null, environment),
                Clock.systemUTC(),
                ZoneOffset.UTC);
        thread = Thread.ofPlatform()
                .daemon()
                .start(() -> code = new Console(session).run(arguments).number());
    }

    static Tailed console(Map<String, String> environment, String... arguments) {
        return new Tailed(environment, arguments);
    }

    List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    void await(String what, Predicate<Tailed> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> holds.test(this));
    }

    /** As Ctrl-C does for a person. */
    int end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return code;
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }
}
