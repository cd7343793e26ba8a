package atelier.console.session;

import atelier.console.text.Screen;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/**
 * The surroundings of one run.
 *
 * @param out data only
 * @param err errors, warnings and progress
 * @param zone of times that are typed or shown without one
 */
public record Session(
        Map<String, String> environment, Output out, Output err, Screen screen, InstantSource clock, ZoneId zone) {

    /** Something that the caller should know although the run goes on. */
    public void warn(String line) {
        err.line("warning: " + line);
        err.flush();
    }

    /** Something worth knowing that is not data. */
    public void note(String line) {
        err.line(line);
        err.flush();
    }
}
