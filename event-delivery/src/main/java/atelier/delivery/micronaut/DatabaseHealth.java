package atelier.delivery.micronaut;

import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;

/** Not ready while the database does not answer. Tells no URL: it may carry a password. */
@Readiness
@Singleton
final class DatabaseHealth implements HealthIndicator {
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource dataSource;
    private final ExecutorService executor;

    DatabaseHealth(DataSource dataSource, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.dataSource = dataSource;
        this.executor = executor;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return new AsyncSingleResultPublisher<>(executor, this::ask);
    }

    private HealthResult ask() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS) ? result(HealthStatus.UP, "well") : away("it does not answer");
        } catch (SQLException e) {
            return away(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static HealthResult away(String why) {
        return result(HealthStatus.DOWN, why);
    }

    private static HealthResult result(HealthStatus status, String detail) {
        return HealthResult.builder("database", status)
                .details(Map.of("state", detail))
                .build();
    }
}
