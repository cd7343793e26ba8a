package atelier.orders.holding;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long an order waits for a design. */
@Context // read at the start, so that a wrong value is told then
final class HoldSettings {
    private static final Pattern LIMIT = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private final Duration limit;

    HoldSettings(PropertyResolver properties) {
        this.limit =
                parse(properties.getProperty("order.hold.limit", String.class).orElse("7d"));
    }

    /** ORDER_HOLD_LIMIT: after that long without a decision an order on hold is cancelled. */
    Duration limit() {
        return limit;
    }

    private static Duration parse(String text) {
        Matcher matcher = LIMIT.matcher(text);
        if (!matcher.matches()) {
            throw new ConfigurationException("ORDER_HOLD_LIMIT is '" + text
                    + "'; allowed: a whole number and a unit, s, m, h or d, for example 7d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
