package atelier.problem.starting;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a service until the process is asked to end. */
public final class ServiceStart {
    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOG_FORMATS = Set.of("plain", "json");

    private ServiceStart() {}

    /** Starts the service of {@code main} and returns when it has stopped; ends the process with code 1 if it cannot start. */
    public static void run(Class<?> main, String... args) throws InterruptedException {
        long began = System.nanoTime();
        checkLogFormat(main, Optional.ofNullable(System.getenv("LOG_FORMAT")));
        Logger log = LoggerFactory.getLogger(ServiceStart.class);
        // Nothing to deduce: a service is configured by its file and the environment alone.
        ApplicationContext context = ApplicationContext.builder()
                .args(args)
                .mainClass(main)
                .banner(false)
                .deduceEnvironment(false)
                .build();
        EmbeddedServer server;
        try {
            checkDatabase(Optional.ofNullable(System.getenv("DATABASE_URL")));
            checkPort(Optional.ofNullable(System.getenv("SERVER_PORT")));
            server = context.start().getBean(EmbeddedServer.class).start();
        } catch (Exception | LinkageError failure) {
            String reason = StartFailure.reason(failure);
            log.error("{} cannot start: {}", main.getSimpleName(), reason);
            log.debug("in full", failure);
            System.exit(1);
            return;
        }
        log.info(
                "{} listens on {}:{}, started in {} ms",
                main.getSimpleName(),
                server.getHost(),
                server.getPort(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        stopWithTheProcess(server).await();
    }

    private static CountDownLatch stopWithTheProcess(EmbeddedServer server) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            server.stop();
            stopped.countDown();
        }));
        return stopped;
    }

    /** Said without the log, which has no format yet. */
    private static void checkLogFormat(Class<?> main, Optional<String> given) {
        String format = given.orElse("plain");
        if (!LOG_FORMATS.contains(format)) {
            System.err.println(
                    main.getSimpleName() + " cannot start: LOG_FORMAT is '" + format + "'; allowed: plain, json");
            System.exit(1);
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
