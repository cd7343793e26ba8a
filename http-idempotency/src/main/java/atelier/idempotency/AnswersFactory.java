package atelier.idempotency;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;

/** Reads IDEMPOTENCY_KEEP_HOURS when the service starts, so that a wrong value stops the start. */
@Factory
final class AnswersFactory {
    private static final int MOST_HOURS = 24 * 365;

    @Context
    Answers answers(PropertyResolver properties) {
        String hours =
                properties.getProperty("idempotency.keep.hours", String.class).orElse("24");
        if (!hours.matches("[0-9]{1,4}") || Integer.parseInt(hours) < 1 || Integer.parseInt(hours) > MOST_HOURS) {
            throw new ConfigurationException("IDEMPOTENCY_KEEP_HOURS is '" + hours + "'; allowed: 1 to " + MOST_HOURS);
        }
        return new Answers(Duration.ofHours(Integer.parseInt(hours)));
    }
}
