package atelier.outbox;

import atelier.delivery.micronaut.DeliverySettings;
import atelier.delivery.relay.PlaceUnknown;
import atelier.delivery.relay.PublishedEvents;
import atelier.delivery.relay.PublishedEvents.After;
import atelier.problem.Problem;
import atelier.problem.reading.Parameters;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of the outbox in pages; those who ask at once wait for each other, so that they never hold more than one of the pool's connections. */
@Controller("/api/outbox")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class OutboxController {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxController.class);
    private static final int MOST_ROWS = 10_000;
    private static final int USUAL_ROWS = 1_000;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final PublishedEvents outbox;
    private final String source;
    private final Semaphore turn = new Semaphore(1, true);

    OutboxController(PublishedEvents outbox, DeliverySettings settings) {
        this.outbox = outbox;
        this.source = settings.source();
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) throws InterruptedException {
        Parameters query = Parameters.of(request);
        After after = Behind.read(query);
        int limit = query.whole("limit", 1, MOST_ROWS, USUAL_ROWS);
        query.done();
        if (!turn.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            return comeBack("Others read the outbox at the moment; try again.");
        }
        try {
            return HttpResponse.ok(OutboxPage.of(source, outbox.page(after, limit)));
        } catch (PlaceUnknown e) {
            LOG.warn("It cannot be told what is published: {}", e.getMessage());
            return comeBack("It cannot be told at the moment what is published; /health tells how the relay is.");
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox cannot be read", e); // answered 503 if the database is away
        } finally {
            turn.release();
        }
    }

    private static HttpResponse<?> comeBack(String detail) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail)
                .response()
                .header(HttpHeaders.RETRY_AFTER, "1");
    }
}
