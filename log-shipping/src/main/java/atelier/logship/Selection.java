package atelier.logship;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;

/**
 * Which lines are shipped: those of a level, but none that comes of shipping, or it would never end.
 *
 * @param level the least one
 * @param fromWarnOn loggers that tell of handling what was shipped: of these only warnings and errors
 */
record Selection(Level level, List<String> fromWarnOn) {

    /** Of these nothing: what Kafka's client complains of, those who use it tell in their own words. */
    private static final List<String> NEVER = List.of("org.apache.kafka", "atelier.logship");

    /** The client's threads are named {@code … | <client id>}. */
    private static final String THREADS_OF_THE_CLIENT = " | " + Shipper.NAME;

    boolean takes(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(level) || isOfShipping(event.getThreadName())) {
            return false;
        }
        String logger = event.getLoggerName();
        return !isOf(logger, NEVER) && (isGrave(event) || !isOf(logger, fromWarnOn));
    }

    static boolean isGrave(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.WARN);
    }

    private static boolean isOfShipping(String thread) {
        return thread.equals(Shipper.NAME) || thread.endsWith(THREADS_OF_THE_CLIENT);
    }

    private static boolean isOf(String logger, List<String> parents) {
        for (String parent : parents) {
            if (logger.startsWith(parent)
                    && (logger.length() == parent.length() || logger.charAt(parent.length()) == '.')) {
                return true;
            }
        }
        return false;
    }
}
