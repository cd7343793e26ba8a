package atelier.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody expected: 503 when the database is away or busy for a moment, else 500; the log knows more, the caller does not. */
@Singleton
final class FailureHandler implements ExceptionHandler<RuntimeException, HttpResponse<Problem>> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // Micronaut's signature
    public HttpResponse<Problem> handle(HttpRequest request, RuntimeException failure) {
        if (isAway(failure)) {
            LOG.warn(
                    "{} {}: the database cannot do it now: {}",
                    request.getMethodName(),
                    request.getPath(),
                    failure.getMessage());
            return Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "unavailable",
                            "The service cannot reach its database at the moment; try again.")
                    .response()
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }
        LOG.error("{} {} failed", request.getMethodName(), request.getPath(), failure);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "The service failed; its log says why.")
                .response();
    }

    /** Connection failures (class 08), shutdown and crash (57P), resources (53), locks (55P03), deadlock and serialization (40): the next try may work. */
    private static boolean isAway(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("53")
                        || state.equals("55P03")
                        || state.startsWith("40");
            }
        }
        return false;
    }
}
