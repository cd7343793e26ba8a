package atelier.logship;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shipping of a process's log lines, from before its start, so that also the reason why it cannot start is shipped, to its end. What is printed does not change.
 */
public final class LogShipping implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogShipping.class);
    private static final Duration BEFORE_FIRST = Duration.ofSeconds(3);
    private static final Duration LINGER = Duration.ofMillis(100);

    /** A service that ends waits so long for Kafka, and then that its thread lets go. */
    private static final Duration TO_SHIP_THE_LAST = Duration.ofMillis(1_500);

    private static final Duration TO_GIVE_UP = Duration.ofMillis(500);

    private final LoggerContext log;
    private final ShippingAppender appender;
    private final Buffer buffer;
    private final Shipper shipper;
    private final Thread thread;

    private LogShipping(ShippingSettings settings, Selection selection, Limits limits, Duration before) {
        LineWriter writer = new LineWriter(settings.service(), settings.instance());
        this.log = (LoggerContext) LoggerFactory.getILoggerFactory();
        this.buffer = new Buffer(limits, LINGER, writer::dropped);
        this.appender = new ShippingAppender(selection, writer, buffer);
        this.shipper = new Shipper(buffer, new LogTopic(settings), before);
        this.thread = Thread.ofPlatform().name(Shipper.NAME).daemon().unstarted(shipper);
    }

    /**
     * Ships from now on what is logged, unless KAFKA_LOGGING_ENABLED is {@code false}. Answers at once, whether there is a broker or not.
     *
     * @param service under which name
     * @param fromWarnOn loggers that tell of handling what was shipped: of these only warnings and errors are shipped, or lines would come of lines
     * @throws IllegalArgumentException naming the variable that cannot be used, its value and what is allowed
     */
    public static LogShipping begin(String service, Map<String, String> environment, String... fromWarnOn) {
        ShippingSettings settings = ShippingSettings.from(environment, service);
        return begin(settings, new Selection(settings.level(), List.of(fromWarnOn)), Limits.USUAL, BEFORE_FIRST);
    }

    static LogShipping begin(ShippingSettings settings, Selection selection, Limits limits, Duration before) {
        LogShipping shipping = new LogShipping(settings, selection, limits, before);
        if (settings.enabled()) {
            shipping.thread.start();
            shipping.appender.attachTo(shipping.log);
        }
        return shipping;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        FunctionCounter.builder("log.shipping.shipped", shipper, Shipper::shipped)
                .description("Log lines that Kafka has")
                .register(meters);
        FunctionCounter.builder("log.shipping.dropped", buffer, Buffer::dropped)
                .description("Log lines that were not shipped: there was no room, or Kafka does not take them")
                .register(meters);
        Gauge.builder("log.shipping.waiting", buffer, Buffer::size)
                .description("Log lines that wait to be shipped")
                .register(meters);
    }

    /** Ships what is left if Kafka answers; returns within two seconds in any case. */
    @Override
    public void close() {
        appender.detachFrom(log);
        buffer.close();
        try {
            if (thread.isAlive() && !thread.join(TO_SHIP_THE_LAST)) {
                thread.interrupt();
                thread.join(TO_GIVE_UP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (buffer.size() > 0) {
            LOG.warn("{} log lines are not shipped: Kafka did not take them in time", buffer.size());
        }
    }
}
