package atelier.ingest.reading;

import atelier.ingest.command.JsonReport;
import atelier.ingest.command.Progress;
import atelier.ingest.command.Verify;
import atelier.ingest.command.Watched;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Question;
import atelier.ingest.proof.Unanswered;
import atelier.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares for those who ask over HTTP: one at a time, on a thread of its own, until it is done, the caller leaves or the time is up. */
public final class LogProofs implements AutoCloseable {

    static final MediaType LINES = MediaType.of("application/x-ndjson");

    private static final Logger LOG = LoggerFactory.getLogger(LogProofs.class);
    private static final String BUSY_SECONDS = "10";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String TOO_LONG = "it takes longer than " + LONGEST.toMinutes()
            + " minutes: ask for a topic or a time, or use ./console logs:verify, which has no limit";

    private final Verify verify;
    private final List<String> services;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Runnable atEnd;
    private volatile boolean closed;

    /**
     * @param services whose outboxes are compared, if the caller wishes so
     * @param atEnd gives back what the comparison works with
     */
    public LogProofs(Verify verify, List<String> services, Runnable atEnd) {
        this.verify = verify;
        this.services = List.copyOf(services);
        this.atEnd = atEnd;
    }

    /** The answer begins with the first line; what stops the comparison before that is a problem. */
    CompletionStage<HttpResponse<?>> prove(Question question, boolean outboxes) {
        if (!running.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(comeBack("busy", "Another comparison is running; try again."));
        }
        CompletableFuture<HttpResponse<?>> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("log-proof").start(() -> {
            try {
                run(question, outboxes ? services : List.of(), answer);
            } finally {
                running.set(false);
            }
        });
        return answer;
    }

    private void run(Question question, List<String> asked, CompletableFuture<HttpResponse<?>> answer) {
        long latest = System.nanoTime() + LONGEST.toNanos();
        BooleanSupplier late = () -> System.nanoTime() - latest > 0;
        CompletableFuture<LineStream> opened = new CompletableFuture<>();
        try (LineStream lines = new LineStream(
                () -> answer.complete(HttpResponse.ok(opened.join().chunks()).contentType(LINES)))) {
            opened.complete(lines);
            JsonReport report = new JsonReport(lines);
            BooleanSupplier stopping = () -> closed || lines.left() || late.getAsBoolean();
            try {
                verify.prove(question, asked, new Watched(report, new Progress(report::progress), stopping));
                report.end();
            } catch (Unanswered e) {
                LOG.warn("The log is not compared: {}", e.getMessage());
                end(
                        e.askedWrongly() ? noSuch(e) : unavailable(),
                        "it could not be compared to its end",
                        answer,
                        report);
            } catch (Observer.Stopped e) {
                end(unavailable(), late.getAsBoolean() ? TOO_LONG : "it was stopped", answer, report);
            }
        } catch (UncheckedIOException e) {
            LOG.info("Whoever asked for a comparison has left: {}", String.valueOf(e.getCause()));
        } catch (RuntimeException e) {
            LOG.error("A comparison failed", e);
            answer.completeExceptionally(e);
        }
    }

    /** As a problem if nothing was sent yet, else as the last line. */
    private static void end(
            HttpResponse<?> problem, String what, CompletableFuture<HttpResponse<?>> answer, JsonReport report) {
        if (!answer.complete(problem)) {
            report.unanswered(what);
        }
    }

    private static HttpResponse<?> noSuch(Unanswered e) {
        return Problem.notFound(String.valueOf(e.getMessage())).response();
    }

    /** What Kafka and ClickHouse said goes into the log: it may tell more of the machine than callers should know. */
    private static HttpResponse<?> unavailable() {
        return comeBack("unavailable", "The log cannot be compared at the moment; try again.");
    }

    private static MutableHttpResponse<?> comeBack(String slug, String detail) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, slug, detail)
                .response()
                .header(HttpHeaders.RETRY_AFTER, BUSY_SECONDS);
    }

    @Override
    public void close() {
        closed = true;
        atEnd.run();
    }
}
