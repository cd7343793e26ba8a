package atelier.console;

import atelier.console.session.Output;
import atelier.console.session.Session;
import atelier.console.text.Screen;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A command line that was run in this process, and what came of it. */
record Ran(int code, String out, String err) {

    static Ran console(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Session session = new Session(
                environment,
                new Output(out),
                new Output(err),
                Screen.of(null, environment),
                Clock.systemUTC(),
                ZoneId.of("Asia/Ho_Chi_Minh"));
        int code = new Console(session).run(arguments).number();
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
