package atelier.ingest.reading;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.clickhouse.Limits;
import atelier.logs.clickhouse.Refused;
import atelier.logs.clickhouse.Server;
import atelier.logs.clickhouse.Trouble;
import atelier.logs.filter.BadFilter;
import atelier.logs.view.Tables;
import atelier.problem.FieldError;
import atelier.problem.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks ClickHouse for those who read, a few at a time; the others wait in a short line, or are told to come back. */
public final class LogReading implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogReading.class);

    private static final int AT_ONCE = 4;
    private static final int WAITING = 8;
    private static final int SECONDS = 10;

    /** {@code readonly=2}: nothing is changed, but settings may come with a query. */
    private static final Limits LIMITS = new Limits(
            SECONDS,
            Map.of(
                    "readonly", "2",
                    "max_threads", "2",
                    "max_memory_usage", String.valueOf(1L << 30),
                    "max_result_rows", "20100",
                    "max_result_bytes", String.valueOf(64 << 20),
                    "result_overflow_mode", "throw"));

    private final ClickHouse clickhouse;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("log-reading-", 0).factory());

    public LogReading(Server server) {
        this.clickhouse = new ClickHouse(server, LIMITS);
        threads.allowCoreThreadTimeOut(true);
    }

    /** @param table what the question is about, for the answer when it is missing */
    CompletionStage<HttpResponse<?>> ask(String table, Function<ClickHouse, HttpResponse<?>> question) {
        return ask(table, threads, question);
    }

    /** On other threads than those of questions, whose answers come at once. */
    CompletionStage<HttpResponse<?>> ask(
            String table, Executor others, Function<ClickHouse, HttpResponse<?>> question) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(table, question), others);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    comeBack("busy", "Too many read the log at the moment; try again."));
        }
    }

    private HttpResponse<?> answer(String table, Function<ClickHouse, HttpResponse<?>> question) {
        try {
            return question.apply(clickhouse);
        } catch (BadFilter e) {
            return Problem.invalidParameters(List.of(new FieldError(e.filter(), e.line())))
                    .response();
        } catch (Refused e) {
            return refused(e, table);
        } catch (Trouble e) {
            return troubled(e);
        }
    }

    private HttpResponse<?> refused(Refused refused, String table) {
        if (refused.tooMuch()) {
            return Problem.of(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            "too-much",
                            "This takes longer than " + SECONDS
                                    + " s or more memory than a question may; narrow it down, by time for example.")
                    .response();
        }
        try {
            return troubled(Tables.explained(refused, clickhouse, table));
        } catch (Trouble e) {
            return troubled(e);
        }
    }

    /** What ClickHouse said goes into the log: it may tell more of the machine than callers should know. */
    private static HttpResponse<?> troubled(Trouble trouble) {
        if (trouble instanceof Tables.Unknown) {
            return Problem.notFound(trouble.line()).response();
        }
        LOG.warn("The log cannot be read: {}", trouble.line());
        return comeBack("unavailable", "The log cannot be read at the moment; try again.");
    }

    static MutableHttpResponse<?> comeBack(String slug, String detail) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, slug, detail)
                .response()
                .header(HttpHeaders.RETRY_AFTER, "1");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
