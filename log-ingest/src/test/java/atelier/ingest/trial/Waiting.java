package atelier.ingest.trial;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** For conditions on real servers, with a limit that only a broken program reaches. */
public final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    private Waiting() {}

    public static void until(String what, Callable<Boolean> holds) {
        until(what, LONGEST, holds);
    }

    /** For what takes longer even if nothing is broken. */
    public static void until(String what, Duration longest, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(longest)
                .pollInterval(Duration.ofMillis(100))
                .pollInSameThread()
                .until(holds);
    }
}
