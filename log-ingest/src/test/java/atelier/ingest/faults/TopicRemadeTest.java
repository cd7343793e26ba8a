package atelier.ingest.faults;

import static atelier.ingest.faults.Intact.assertIntact;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.process.ChildJvm;
import atelier.ingest.trial.OddRecords;
import atelier.ingest.trial.Sender;
import atelier.ingest.trial.Trial;
import atelier.ingest.trial.Waiting;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("faults")
class TopicRemadeTest {

    private static final int FIRST_LIFE = 400;

    /** The new topics end at and behind the offset that was read next in the old ones: Kafka reports nothing amiss. */
    private static final Map<String, Integer> UNNOTICED = Map.of("equal", FIRST_LIFE, "longer", 900);

    /** One that ends before that offset as well. */
    private static final Map<String, Integer> ALL = Map.of("shorter", 150, "equal", FIRST_LIFE, "longer", 900);

    @Test
    void readsTopicsThatWereMadeAnewFromTheirBeginning() throws Exception {
        remakes("topics deleted and created again", ALL, false);
    }

    /** Stopped for the moment, the consumer never sees the topics gone: its next answers are about the new ones. */
    @Test
    void readsThemFromTheirBeginningWhenTheyWereMadeAnewBehindItsBack() throws Exception {
        remakes("topics made anew while ingest stood still", UNNOTICED, true);
    }

    private static void remakes(String fault, Map<String, Integer> secondLives, boolean standingStill)
            throws Exception {
        try (Trial trial = new Trial("remade");
                Sender sender = new Sender(trial)) {
            Map<String, Integer> topics = new TreeMap<>();
            secondLives.forEach((kind, records) -> topics.put(trial.topic(kind, 1), records));
            ChildJvm ingest = trial.ingest("a", trial.clickHouseServer().port());
            for (String topic : topics.keySet()) {
                sender.send(new OddRecords(1), topic, FIRST_LIFE);
            }
            int before = FIRST_LIFE * topics.size();
            Waiting.until("the first lives are stored", () -> trial.rows() == before);

            if (standingStill) {
                ingest.suspend();
            }
            int after = 0;
            for (Map.Entry<String, Integer> topic : topics.entrySet()) {
                trial.remake(topic.getKey(), 1);
                sender.send(new OddRecords(2), topic.getKey(), topic.getValue());
                after += topic.getValue();
            }
            if (standingStill) {
                ingest.resume();
            }
            long start = System.nanoTime();

            assertIntact(trial, fault, start);
            assertThat(trial.rows()).as("both lives").isEqualTo(before + after);
        }
    }

    @Test
    void startsAnewWhenTheTopicWasMadeAnewWhileNobodyRan() throws Exception {
        try (Trial trial = new Trial("remadeoff");
                Sender sender = new Sender(trial)) {
            String topic = trial.topic("remade", 1);
            try (var first = trial.ingest("first", trial.clickHouseServer().port())) {
                sender.send(new OddRecords(3), topic, FIRST_LIFE);
                Waiting.until("the first life is stored", () -> trial.rows() == FIRST_LIFE);
                first.stop();
            }
            trial.remake(topic, 1);
            sender.send(new OddRecords(4), topic, FIRST_LIFE + 100);
            long start = System.nanoTime();
            trial.ingest("second", trial.clickHouseServer().port());

            assertIntact(trial, "topic made anew while ingest was down", start);
        }
    }
}
