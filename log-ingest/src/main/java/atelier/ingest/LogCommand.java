package atelier.ingest;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.command.Repairs;
import atelier.ingest.command.Told;
import atelier.ingest.command.Verify;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Unanswered;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs one command of {@code ./console} that is about the log's completeness, with log-ingest's settings and without its server. */
public final class LogCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int ASKED_WRONGLY = 2;
    private static final int SECONDS_TO_END = 10;

    /** 64 MB in a heap of 192, for a moment 96. */
    private static final int MOST_IN_MEMORY = 1 << 20;

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    LogCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) {
        // Kafka's client logs; nothing but data may go to standard output.
        System.setProperty("logback.configurationFile", "logback-command.xml");
        LogCommand command = new LogCommand(
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                        false,
                        StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(command::stop));
        // If the console is killed it cannot end this process, and nobody would see what it goes on doing.
        ProcessHandle.current().parent().ifPresent(console -> {
            var unused = console.onExit().thenRun(() -> command.stopping = true);
        });
        int code = command.run(Arrays.asList(words));
        command.ended.countDown();
        System.exit(code);
    }

    /** Ctrl-C: lets it write down how far it came and let go of what it holds. */
    private void stop() {
        stopping = true;
        try {
            if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                err.println("console: ended in the middle");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int run(List<String> words) {
        int code;
        try {
            code = command(words);
        } catch (Unanswered e) {
            code = end(e.getMessage(), e.askedWrongly() ? ASKED_WRONGLY : FAILED);
        } catch (Settings.Refused | Told.Wrong e) {
            code = end(e.getMessage(), ASKED_WRONGLY);
        } catch (Observer.Stopped e) {
            code = end(e.getMessage(), FAILED);
        } catch (UncheckedIOException e) {
            code = DONE; // the reader of the output has left, as head does
        }
        out.flush();
        return code;
    }

    private int command(List<String> words) {
        Settings settings = Settings.from(System.getenv());
        String brokers = settings.lane().brokers();
        Told told = new Told(words.subList(Math.min(1, words.size()), words.size()));
        String command = words.isEmpty() ? "" : words.getFirst();
        try (ClickHouse clickHouse = new ClickHouse(settings.clickHouse())) {
            Repairs repairs = new Repairs(brokers, clickHouse, () -> stopping);
            switch (command) {
                case "logs:verify" -> {
                    Verify verify = new Verify(brokers, clickHouse, MOST_IN_MEMORY);
                    return verify.run(told, out, err, () -> stopping) ? DONE : FAILED;
                }
                case "logs:backfill" -> repairs.backfill(told, out, err);
                case "logs:restore" -> repairs.restore(told, out, err);
                default -> throw Unanswered.noSuch("there is no command \"" + command + "\" here");
            }
            return DONE;
        }
    }

    private int end(@Nullable String line, int code) {
        out.flush();
        err.println("console: " + line);
        return code;
    }
}
