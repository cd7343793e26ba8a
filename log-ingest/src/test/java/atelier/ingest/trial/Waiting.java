package atelier.ingest.trial;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** For conditions on real servers, with a limit that only a broken program reaches. */
public final class Waiting {

    private Waiting() {}

    public static void until(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .pollInSameThread()
                .until(holds);
    }
}
