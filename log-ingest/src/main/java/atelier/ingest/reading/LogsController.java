package atelier.ingest.reading;

import atelier.logs.clickhouse.ClickHouse;
import atelier.logs.filter.BadFilter;
import atelier.logs.filter.Field;
import atelier.logs.filter.Filter;
import atelier.logs.octets.Json;
import atelier.logs.stats.By;
import atelier.logs.stats.Stat;
import atelier.logs.stats.Stats;
import atelier.logs.stats.StatsQuery;
import atelier.logs.story.Story;
import atelier.logs.story.StoryQuery;
import atelier.logs.time.Stamp;
import atelier.logs.view.Cursor;
import atelier.logs.view.KafkaLogs;
import atelier.logs.view.LogTable;
import atelier.logs.view.Tables;
import atelier.problem.Problem;
import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code logs:view}, {@code logs:stats} and {@code logs:story} with the same filters. Times without a zone are UTC. */
@Controller("/api/logs")
final class LogsController {

    private static final int MOST_ROWS = 1_000;
    private static final int USUAL_ROWS = 50;
    private static final int MOST_MINUTES = 20_000;
    private static final int USUAL_STEPS = 200;
    private static final int LONGEST_ID = 128;
    /** Of all values of a page, if each is as long as was asked for. */
    private static final int MOST_VALUE_BYTES = 4 << 20;

    private static final int USUAL_VALUE_BYTES = 4_096;
    private static final int LONGEST_TEXT = 1_000;

    private final LogReading reading;
    private final Clock clock = Clock.systemUTC();

    LogsController(LogReading reading) {
        this.reading = reading;
    }

    @Get("/{table}")
    CompletionStage<HttpResponse<?>> rows(HttpRequest<?> request, String table) {
        Parameters parameters = Parameters.of(request);
        Filter filter = Asked.filter(parameters, clock, Asked.all());
        int limit = parameters.whole("limit", 1, MOST_ROWS, USUAL_ROWS);
        int valueBytes = parameters.whole("value_bytes", 1, 1 << 20, USUAL_VALUE_BYTES);
        if ((long) limit * valueBytes > MOST_VALUE_BYTES) {
            parameters.refuse("value_bytes", "times limit must be at most " + MOST_VALUE_BYTES);
        }
        String columns = parameters.text("columns", LONGEST_TEXT);
        Cursor cursor = cursor(parameters);
        if (cursor != null && !table.equals(KafkaLogs.NAME)) {
            parameters.refuse("cursor", "can be used with " + KafkaLogs.NAME + " only");
        }
        parameters.done();
        if (!Tables.possible(table)) {
            return CompletableFuture.completedFuture(
                    Problem.notFound("There is no such table.").response());
        }
        return reading.ask(table, clickhouse -> {
            LogTable from = Tables.named(table, clickhouse);
            var shown = columns == null ? from.columns() : from.columns(columns);
            return json(new Page(from, shown, filter, limit, valueBytes, cursor).read(clickhouse));
        });
    }

    @Get("/stats")
    CompletionStage<HttpResponse<?>> stats(HttpRequest<?> request) {
        Parameters parameters = Parameters.of(request);
        Filter filter = Asked.filter(parameters, clock, Field.TOPIC, Field.TYPE, Field.STATUS);
        String word = parameters.choice("by", By.words());
        int limit = parameters.whole("limit", 1, MOST_MINUTES, MOST_ROWS);
        parameters.done();
        By by = word == null ? By.TOPIC : By.valueOf(word.toUpperCase(Locale.ROOT));
        Instant now = clock.instant();
        return reading.ask(
                KafkaLogs.NAME, clickhouse -> json(counted(new StatsQuery(by, filter, limit), clickhouse, now)));
    }

    private static String counted(StatsQuery query, ClickHouse clickhouse, Instant now) {
        Stats stats = query.ask(clickhouse, now);
        Json json = new Json().open('{');
        json.name("by").text(stats.by().word());
        json.name("from").text(Stamp.utc(stats.from())).name("to").text(Stamp.utc(stats.to()));
        json.name("records").number(stats.records()).name("items").open('[');
        for (Stat stat : stats.stats()) {
            stats.write(stat, json);
        }
        return json.close(']')
                .name("cut")
                .literal(Boolean.toString(stats.cut()))
                .close('}')
                .toString();
    }

    @Get("/story/{id}")
    CompletionStage<HttpResponse<?>> story(HttpRequest<?> request, String id) {
        Parameters parameters = Parameters.of(request);
        Filter filter = Asked.filter(parameters, clock);
        int limit = parameters.whole("limit", 1, MOST_ROWS, USUAL_STEPS);
        if (id.isBlank() || id.length() > LONGEST_ID) {
            parameters.refuse("id", "must have 1 to " + LONGEST_ID + " characters");
        }
        parameters.done();
        StoryQuery query = new StoryQuery(id, filter, limit, USUAL_VALUE_BYTES);
        return reading.ask(KafkaLogs.NAME, clickhouse -> json(told(query, clickhouse)));
    }

    private static String told(StoryQuery query, ClickHouse clickhouse) {
        Story story = query.ask(clickhouse);
        Json json =
                new Json().open('{').name("id").text(query.id()).name("items").open('[');
        for (Story.Line line : story.lines()) {
            Story.write(line, json);
        }
        return json.close(']')
                .name("cut")
                .literal(Boolean.toString(story.cut()))
                .close('}')
                .toString();
    }

    private static @Nullable Cursor cursor(Parameters parameters) {
        String text = parameters.text("cursor", LONGEST_TEXT);
        try {
            return text == null ? null : Cursor.parse(text);
        } catch (BadFilter e) {
            parameters.refuse(e.filter(), e.line());
            return null;
        }
    }

    private static HttpResponse<?> json(String json) {
        return HttpResponse.ok(json.getBytes(StandardCharsets.UTF_8)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
