package atelier.ingest.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseNoteTest {

    @Test
    void isReadBackAsWritten() {
        LeaseNote note = new LeaseNote(Uuid.randomUuid(), 1_790_000_000_000L);

        assertThat(LeaseNote.parse(note.text())).contains(note);
        assertThat(LeaseNote.released(note.topicId()).heldUntil()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "held",
                "log-ingest/1 x 5",
                "log-ingest/1 AAAAAAAAAAAAAAAAAAAAAQ soon",
                "log-ingest/2 AAAAAAAAAAAAAAAAAAAAAQ 5"
            })
    void isNothingWhenSomeoneElseWroteIt(String metadata) {
        assertThat(LeaseNote.parse(metadata)).isEmpty();
    }
}
