package atelier.ingest.reading;

import atelier.ingest.following.Followers;
import atelier.ingest.following.Sent;
import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.filter.BadFilter;
import atelier.logs.filter.Filter;
import atelier.logs.follow.Following;
import atelier.logs.follow.Position;
import atelier.logs.view.LogTable;
import atelier.logs.view.Tables;
import atelier.problem.FieldError;
import atelier.problem.Problem;
import atelier.problem.ProblemException;
import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code logs:tail} as server-sent events: each row with an id from which the stream goes on after a break. */
@Controller("/api/logs")
final class TailController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final Duration COME_BACK = Duration.ofSeconds(1);
    private static final int MOST_ROWS = 1_000;
    private static final int USUAL_ROWS = 50;
    private static final int LONGEST_CURSOR = 12_000;

    private final LogReading reading;
    private final Followers followers;
    private final Clock clock = Clock.systemUTC();

    TailController(LogReading reading, Followers followers) {
        this.reading = reading;
        this.followers = followers;
    }

    @Get(uri = "/{table}/tail", headRoute = false)
    CompletionStage<HttpResponse<?>> tail(HttpRequest<?> request, String table) {
        Parameters parameters = Parameters.of(request);
        Filter filter = Asked.filter(parameters, clock, Asked.all());
        int limit = parameters.whole("limit", 0, MOST_ROWS, USUAL_ROWS);
        Position cursor = cursor(parameters);
        parameters.done();
        Position last = lastEventId(request);
        if (!Tables.possible(table)) {
            return CompletableFuture.completedFuture(
                    Problem.notFound("There is no such table.").response());
        }
        if (followers.isFull()) {
            return CompletableFuture.completedFuture(
                    LogReading.comeBack("busy", "Too many follow the log at the moment; try again."));
        }
        // What a client has seen last counts more than where it once began: it repeats the whole address.
        Position from = last == null ? cursor : last;
        return reading.ask(table, followers.threads(), clickhouse -> stream(table, filter, limit, from, clickhouse));
    }

    private HttpResponse<?> stream(
            String name, Filter filter, int limit, @Nullable Position from, ClickHouse clickhouse) {
        LogTable table = Tables.named(name, clickhouse);
        if (!Following.possible(table)) {
            return Problem.notFound(name + " cannot be followed: log-ingest does not write it in the order of Kafka.")
                    .response();
        }
        try {
            return HttpResponse.ok(followers
                            .open(table, filter.onlyBy(table.filters(), name), limit, from)
                            .map(TailController::event))
                    .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    // Or a proxy would keep rows back until it has a bufferful.
                    .header("X-Accel-Buffering", "no");
        } catch (Followers.TooMany e) {
            return Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, "too-much", String.valueOf(e.getMessage()))
                    .response();
        }
    }

    private static Event<String> event(Sent sent) {
        return switch (sent) {
            case Sent.Hello _ -> Event.of("").retry(COME_BACK);
            case Sent.Heartbeat _ -> Event.of("").comment("");
            case Sent.Row row -> Event.of(row.json()).id(row.cursor());
            // Without an id: the last one stays that of the last row that was sent.
            case Sent.Missed missed -> Event.of(missed.json()).name("missed");
        };
    }

    private static @Nullable Position cursor(Parameters parameters) {
        String text = parameters.text("cursor", LONGEST_CURSOR);
        try {
            return text == null ? null : Position.parse(text);
        } catch (BadFilter e) {
            parameters.refuse(e.filter(), e.line());
            return null;
        }
    }

    private static @Nullable Position lastEventId(HttpRequest<?> request) {
        String text = request.getHeaders().get(LAST_EVENT_ID);
        try {
            return text == null || text.isEmpty() ? null : Position.parse(text);
        } catch (BadFilter e) {
            throw new ProblemException(Problem.invalidHeaders(List.of(new FieldError(LAST_EVENT_ID, e.line()))));
        }
    }
}
