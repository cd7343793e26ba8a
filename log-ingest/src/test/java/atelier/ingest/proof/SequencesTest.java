package atelier.ingest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** What a topic says that was written to break the proof, not the shop. */
class SequencesTest {

    private static final Stretch ALL =
            new Stretch(new TopicPartition("orders", 0), Uuid.ZERO_UUID, 0, Long.MAX_VALUE, true, false, true);

    private final Sequences sequences = new Sequences(ALL, Share.ALL, 1_000);
    private long offset;

    /** It could remember each hole until there is no memory left. */
    @Test
    void remembersAFewHolesOfAnAggregateThatLeavesOutEverySecondNumber() {
        for (long number = 2; number <= 100_000; number += 2) {
            say(number);
        }
        assertThat(findings())
                .hasSizeBetween(10_000, 20_000)
                .allMatch(finding -> finding.contains("is not in the topic"));
    }

    @Test
    void tellsWhatIsLeftOfAHoleWhenSomeOfItsNumbersComeTooLate() {
        for (long number : new long[] {1, 8, 4, 2, 7, 4}) {
            say(number);
        }
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        "o: number 3 is not in the topic before 4",
                        "o: numbers 5 to 6 are not in the topic before 7",
                        "o said number 4 after a later one",
                        "o said number 2 after a later one",
                        "o said number 7 after a later one",
                        "o said number 4 again");
    }

    private void say(long number) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("orders", 0, offset++, "o".getBytes(StandardCharsets.UTF_8), new byte[0]);
        record.headers().add("ce_sequence", Long.toString(number).getBytes(StandardCharsets.UTF_8));
        sequences.accept(record);
    }

    private List<String> findings() {
        List<String> told = new ArrayList<>();
        sequences.tell(finding -> told.add(finding.what()));
        return told;
    }
}
