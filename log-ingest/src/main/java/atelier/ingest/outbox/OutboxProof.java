package atelier.ingest.outbox;

import atelier.ingest.clickhouse.ClickHouse;
import atelier.ingest.proof.Finding;
import atelier.ingest.proof.KafkaReader;
import atelier.ingest.proof.Landscape;
import atelier.ingest.proof.LogTable;
import atelier.ingest.proof.Observer;
import atelier.ingest.proof.Question;
import atelier.ingest.proof.Unanswered;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/** Asks services what they have published, looks for each event in its topic, and tells an observer. For one run, on one thread. */
public final class OutboxProof {

    private final String brokers;
    private final ClickHouse clickHouse;
    private final int mostEvents;

    /** @param mostEvents that are kept in memory at a time, with up to 64 bytes each */
    public OutboxProof(String brokers, ClickHouse clickHouse, int mostEvents) {
        this.brokers = brokers;
        this.clickHouse = clickHouse;
        this.mostEvents = mostEvents;
    }

    /**
     * A service that cannot be asked is a finding; the others are asked all the same.
     *
     * @param services their addresses, without a slash at the end
     * @throws Unanswered if Kafka or ClickHouse cannot be asked
     * @throws Observer.Stopped if the observer wishes so
     */
    public void answer(Question question, List<String> services, Observer observer) {
        try (Landscape kafka = new Landscape(brokers);
                KafkaReader reader = new KafkaReader(brokers)) {
            Set<Uuid> restored = new LogTable(clickHouse, observer::stopping).restoredTopics();
            HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
            try {
                for (String url : services) {
                    ServiceOutbox outbox = new ServiceOutbox(http, url, question.patience(), observer::stopping);
                    ServiceProof proof =
                            new ServiceProof(url, outbox, kafka, reader, restored, question, observer, mostEvents);
                    ask(proof, observer);
                }
            } finally {
                http.shutdownNow();
            }
        } catch (KafkaException e) {
            throw Unanswered.of(e, brokers);
        }
    }

    private static void ask(ServiceProof proof, Observer observer) {
        try {
            observer.compared(proof.run());
        } catch (ServiceSilent e) {
            observer.found(new Finding(
                    Finding.Kind.SERVICE_SILENT,
                    "",
                    -1,
                    -1,
                    -1,
                    0,
                    Finding.UNKNOWN_TIME,
                    e.getMessage() + ", so nothing is proven of its outbox"));
        }
    }
}
