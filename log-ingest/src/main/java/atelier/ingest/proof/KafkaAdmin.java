package atelier.ingest.proof;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;

/** Asks Kafka's admin client and waits for the answer, but not for long. */
public final class KafkaAdmin implements AutoCloseable {

    /** Longer than the client takes to give up by itself. */
    private static final long TIMEOUT_SECONDS = 15;

    private final String brokers;
    private final Admin admin;

    public KafkaAdmin(String brokers) {
        this.brokers = brokers;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }

    /**
     * What Kafka answers.
     *
     * @throws Unanswered if it does not, or refuses: the cause is Kafka's
     * @throws Observer.Stopped if the thread is interrupted
     */
    public <T> T ask(Function<Admin, KafkaFuture<T>> question) {
        try {
            return question.apply(admin).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw Unanswered.because("Kafka at " + brokers + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw Unanswered.because("no answer from Kafka at " + brokers + " in " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Observer.Stopped();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
