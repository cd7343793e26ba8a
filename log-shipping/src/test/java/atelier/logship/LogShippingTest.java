package atelier.logship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import atelier.devstack.TestServers;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogShippingTest {
    private static final Logger SHOP = LoggerFactory.getLogger("shop");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration NOT_BEFORE_THE_END = Duration.ofHours(1);

    /** What is logged by anybody, shipped or not. */
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    private final LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
    private Shipped topic;

    @BeforeEach
    void begin() {
        topic = new Shipped(TestServers.kafka().bootstrapServers());
        logged.start();
        root().addAppender(logged);
    }

    @AfterEach
    void end() {
        root().detachAppender(logged);
        topic.close();
    }

    @Test
    void shipsWhatIsLoggedInOrderWithItsIds() {
        topic.create();
        try (LogShipping shipping = begin(Level.DEBUG, Limits.USUAL, AT_ONCE);
                MDC.MDCCloseable id = MDC.putCloseable("request_id", "request-1")) {
            SHOP.trace("too little");
            SHOP.debug("one of {}", 2);
            SHOP.error("two", new IllegalStateException("broken"));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).containsExactly("one of 2", "two"));
        }
        JsonNode line = topic.lines().getLast();
        assertThat(line.get("request_id").asText()).isEqualTo("request-1");
        assertThat(line.get("service").asText()).isEqualTo("shop-service");
        assertThat(line.get("exception_class").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.get("stack_trace").asText()).contains("IllegalStateException: broken\n\tat ");
        assertThat(topic.keys()).containsOnly("instance-1");
    }

    @Test
    void shipsNothingThatKafkasClientOrItselfSays() {
        TestServers.kafka().suspend();
        try (LogShipping shipping = begin(Level.TRACE, Limits.USUAL, AT_ONCE)) {
            SHOP.info("one");
            await().atMost(PATIENCE).until(() -> said("atelier.logship") > 0);
            TestServers.kafka().resume();
            topic.create();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).containsExactly("one"));
            SHOP.info("two");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).containsExactly("one", "two"));
        } finally {
            TestServers.kafka().resume();
        }
        assertThat(said("org.apache.kafka")).isPositive();
    }

    @Test
    void waitsForATopicThatIsNotThereAndDoesNotMakeIt() throws Exception {
        try (LogShipping shipping = begin(Level.INFO, Limits.USUAL, AT_ONCE)) {
            SHOP.info("early");
            await().atMost(PATIENCE).until(() -> said("atelier.logship") > 0);
            assertThat(logged())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .contains("Log lines wait to be shipped: topic " + topic.name() + " is not there");
            assertThat(topic.exists()).isFalse();
            topic.create();

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).containsExactly("early"));
        }
    }

    @Test
    void dropsWhatThereIsNoRoomForWhileTheBrokerIsSilentSaysHowMuchAndShipsAgain() {
        topic.create();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        List<String> expected = new ArrayList<>(List.of("before"));
        try (LogShipping shipping = begin(Level.INFO, new Limits(20, 1 << 20), AT_ONCE)) {
            shipping.bindTo(meters);
            SHOP.info("before");
            await().atMost(PATIENCE).until(() -> messages().equals(expected) && waiting(meters) == 0);
            TestServers.kafka().suspend();
            try {
                for (int i = 1; i <= 100; i++) {
                    SHOP.info("line {}", i);
                }
                SHOP.warn("grave");
                assertThat(waiting(meters)).isEqualTo(16);
                assertThat(meters.get("log.shipping.dropped").functionCounter().count())
                        .isEqualTo(85);
            } finally {
                TestServers.kafka().resume();
            }
            for (int i = 1; i <= 15; i++) {
                expected.add("line " + i);
            }
            expected.addAll(List.of("grave", "85 log lines dropped: there was no room for them"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).isEqualTo(expected));
            SHOP.info("after");
            expected.add("after");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).isEqualTo(expected));
        }
        assertThat(meters.get("log.shipping.shipped").functionCounter().count()).isEqualTo(19);
    }

    @Test
    void shipsWhatIsLeftWhenItIsClosed() {
        topic.create();
        LogShipping shipping = begin(Level.INFO, Limits.USUAL, NOT_BEFORE_THE_END);
        SHOP.info("last words");
        shipping.close();
        SHOP.info("too late");

        assertThat(said("atelier.logship")).isZero();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).containsExactly("last words"));
    }

    @Test
    void endsWhileTheBrokerIsSilentAndSaysWhatIsLost() {
        topic.create();
        LogShipping shipping = begin(Level.INFO, Limits.USUAL, NOT_BEFORE_THE_END);
        SHOP.info("one");
        SHOP.info("two");
        TestServers.kafka().suspend();
        try {
            shipping.close();
        } finally {
            TestServers.kafka().resume();
        }

        assertThat(logged())
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("2 log lines are not shipped: Kafka did not take them in time");
    }

    @Test
    void shipsNothingWhenItIsSwitchedOff() {
        ShippingSettings off = new ShippingSettings(false, Level.TRACE, "none:1", "t", "s", "i");
        try (LogShipping shipping =
                LogShipping.begin(off, new Selection(off.level(), List.of()), Limits.USUAL, AT_ONCE)) {
            assertThat(root().getAppender(Shipper.NAME)).isNull();
        }
        assertThat(said("atelier.logship")).isZero();
    }

    @Test
    void staysWhenTheLogIsConfiguredAnew() {
        LoggerContext anew = new LoggerContext();
        anew.setMDCAdapter(new LogbackMDCAdapter());
        Buffer buffer = new Buffer(Limits.USUAL, Duration.ZERO, count -> new byte[0]);
        new ShippingAppender(new Selection(Level.INFO, List.of()), new LineWriter("s", "i"), buffer).attachTo(anew);
        anew.reset();
        anew.getLogger("shop").info("still here");

        assertThat(buffer.size()).isEqualTo(1);
    }

    private LogShipping begin(Level level, Limits limits, Duration before) {
        ShippingSettings settings = new ShippingSettings(
                true, level, TestServers.kafka().bootstrapServers(), topic.name(), "shop-service", "instance-1");
        return LogShipping.begin(settings, new Selection(level, List.of()), limits, before);
    }

    private List<String> messages() {
        return topic.lines().stream().map(line -> line.get("message").asText()).toList();
    }

    private static double waiting(SimpleMeterRegistry meters) {
        return Objects.requireNonNull(meters.get("log.shipping.waiting").gauge())
                .value();
    }

    private long said(String logger) {
        return logged().stream()
                .filter(event -> event.getLoggerName().startsWith(logger))
                .count();
    }

    /** Loggers append under the appender's lock. */
    private List<ILoggingEvent> logged() {
        synchronized (logged) {
            return List.copyOf(logged.list);
        }
    }

    private ch.qos.logback.classic.Logger root() {
        return log.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
