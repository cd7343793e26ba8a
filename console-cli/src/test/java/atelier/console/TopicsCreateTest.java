package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.devstack.TestServers;
import atelier.events.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsCreateTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("KAFKA_BROKERS", TestServers.kafka().bootstrapServers(), "TOPIC_DESIGNS", "my-designs");

    @Test
    void createsWhatIsMissingAndSaysWhatWasThere() {
        Ran first =
                Ran.console(ENVIRONMENT, "topics:create", "--partitions=2", "--replication-factor=1", "--retention=7d");
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .containsPattern("orders +2  created")
                .containsPattern("my-designs +2  created")
                .containsPattern("notifications +2  created");

        Ran again = Ran.console(ENVIRONMENT, "topics:create", "--partitions=2");
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).containsPattern("orders +2  existed").doesNotContain("created");

        Ran other = Ran.console(ENVIRONMENT, "topics:create", "--partitions=4");
        assertThat(other.code()).isZero();
        assertThat(other.out()).containsPattern("orders +2  existed");
        assertThat(other.err())
                .contains("warning: topic orders has 2 partitions, not 4;")
                .hasLineCount(Topics.ALL.size());
    }

    @Test
    void saysThatNoBrokerListens() {
        Ran ran = Ran.console(Map.of("KAFKA_BROKERS", "host.invalid:1"), "topics:create");
        assertThat(ran)
                .isEqualTo(new Ran(
                        1, "", "console: cannot reach Kafka at host.invalid:1: unknown host; check KAFKA_BROKERS\n"));
        assertThat(Ran.console(ENVIRONMENT, "topics:create", "--retention=week").code())
                .isEqualTo(2);
        assertThat(Ran.console(ENVIRONMENT, "topics:create", "--partitions=0").err())
                .contains("--partitions: \"0\" is not allowed: a whole number from 1 to 1000");
    }
}
