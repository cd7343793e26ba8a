package atelier.problem.starting;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a service until the process is asked to end. */
public final class ServiceStart {
    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOG_FORMATS = Set.of("plain", "json");

    private ServiceStart() {}

    /**
     * Starts the service of {@code main} and returns when it has stopped; ends the process with code 1 if it cannot start.
     *
     * @param beside begins what runs beside the service: before its start, as a bean in it, and closed when all else has ended; throws IllegalArgumentException for a wrong setting
     */
    public static void run(Class<?> main, Supplier<? extends AutoCloseable> beside, String... args)
            throws InterruptedException {
        run(main, beside, builder -> builder, args);
    }

    /** The same, with a word in how the service's context is built; that word may log. */
    public static void run(
            Class<?> main,
            Supplier<? extends AutoCloseable> beside,
            UnaryOperator<ApplicationContextBuilder> configuring,
            String... args)
            throws InterruptedException {
        long began = System.nanoTime();
        AutoCloseable companion;
        try {
            checkLogFormat(Optional.ofNullable(System.getenv("LOG_FORMAT")));
            companion = beside.get();
        } catch (IllegalArgumentException wrong) {
            // Said without the log, which may have no format yet.
            System.err.println(main.getSimpleName() + " cannot start: " + wrong.getMessage());
            System.exit(1);
            return;
        }
        Logger log = LoggerFactory.getLogger(ServiceStart.class);
        EmbeddedServer server;
        try {
            checkDatabase(Optional.ofNullable(System.getenv("DATABASE_URL")));
            checkPort(Optional.ofNullable(System.getenv("SERVER_PORT")));
            // Nothing to deduce: a service is configured by its file and the environment alone.
            ApplicationContextBuilder builder = ApplicationContext.builder()
                    .args(args)
                    .mainClass(main)
                    .banner(false)
                    .deduceEnvironment(false)
                    .singletons(companion);
            server = configuring
                    .apply(builder)
                    .start()
                    .getBean(EmbeddedServer.class)
                    .start();
        } catch (Exception | LinkageError failure) {
            String reason = StartFailure.reason(failure);
            log.error("{} cannot start: {}", main.getSimpleName(), reason);
            log.debug("in full", failure);
            close(companion);
            System.exit(1);
            return;
        }
        log.info(
                "{} listens on {}:{}, started in {} ms",
                main.getSimpleName(),
                server.getHost(),
                server.getPort(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        stopWithTheProcess(server, companion).await();
    }

    private static CountDownLatch stopWithTheProcess(EmbeddedServer server, AutoCloseable companion) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            server.stop();
            close(companion);
            stopped.countDown();
        }));
        return stopped;
    }

    private static void close(AutoCloseable companion) {
        try {
            companion.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(ServiceStart.class).warn("{} did not end well", companion, e);
        }
    }

    private static void checkLogFormat(Optional<String> given) {
        String format = given.orElse("plain");
        if (!LOG_FORMATS.contains(format)) {
            throw new IllegalArgumentException("LOG_FORMAT is '" + format + "'; allowed: plain, json");
        }
    }

    /** Without the value, as it may hold a password. */
    private static void checkDatabase(Optional<String> given) {
        if (given.isPresent() && !given.get().startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "DATABASE_URL is no URL of PostgreSQL; allowed: jdbc:postgresql://host:port/database");
        }
    }

    private static void checkPort(Optional<String> given) {
        String port = given.orElse("0");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
            throw new IllegalArgumentException("SERVER_PORT is '" + port + "'; allowed: 0 to " + MAX_PORT);
        }
    }
}
