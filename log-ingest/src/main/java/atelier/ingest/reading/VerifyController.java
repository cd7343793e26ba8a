package atelier.ingest.reading;

import atelier.ingest.proof.Question;
import atelier.logs.time.Moment;
import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code logs:verify --format=json}, line by line as it finds. */
@Controller("/api/logs")
final class VerifyController {

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final int MOST_TOPICS = 100;
    private static final int LONGEST_TIME = 40;
    private static final int USUAL_PATIENCE = 15;
    private static final int LONGEST_PATIENCE = 60;
    private static final List<String> YES_OR_NO = List.of("true", "false");

    private final LogProofs proofs;
    private final Clock clock = Clock.systemUTC();

    VerifyController(LogProofs proofs) {
        this.proofs = proofs;
    }

    @Get("/verify")
    @Produces({"application/x-ndjson", "application/json"})
    CompletionStage<HttpResponse<?>> verify(HttpRequest<?> request) {
        Parameters parameters = Parameters.of(request);
        Set<String> topics = topics(parameters);
        Instant since = since(parameters);
        boolean content = "true".equals(parameters.choice("content", YES_OR_NO));
        boolean outbox = !"false".equals(parameters.choice("outbox", YES_OR_NO));
        int wait = parameters.whole("wait", 0, LONGEST_PATIENCE, USUAL_PATIENCE);
        parameters.done();
        return proofs.prove(new Question(topics, since, content, Duration.ofSeconds(wait)), outbox);
    }

    private static Set<String> topics(Parameters parameters) {
        Set<String> topics = new TreeSet<>();
        for (String several : parameters.texts("topic", 250 * MOST_TOPICS, MOST_TOPICS)) {
            for (String topic : several.split(",", -1)) {
                if (!TOPIC.matcher(topic).matches()) {
                    parameters.refuse("topic", "must be names of topics: 1 to 249 of a-z A-Z 0-9 . _ -");
                    return Set.of();
                }
                topics.add(topic);
            }
        }
        return topics;
    }

    private @Nullable Instant since(Parameters parameters) {
        String text = parameters.text("since", LONGEST_TIME);
        try {
            return text == null ? null : Moment.parse(text, clock.instant(), ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            parameters.refuse("since", "must be " + e.getMessage());
            return null;
        }
    }
}
