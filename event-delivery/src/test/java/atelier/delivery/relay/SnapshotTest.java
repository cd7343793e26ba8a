package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {
    private static final Snapshot OLD = Snapshot.parse("100:110:100,105");

    @ParameterizedTest
    @ValueSource(strings = {"3:3:", "100:100:", "100:110:100,105"})
    void isWrittenAsPostgresWritesIt(String text) {
        assertThat(Snapshot.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:2", "2:1:", "a:b:", "1:2:x"})
    void isReadFromNothingElse(String text) {
        assertThatThrownBy(() -> Snapshot.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isCutAtTheHighestTransactionThatWasDelivered() {
        assertThat(Snapshot.parse("105:200:105,120,150").cutAt(130, OLD)).hasToString("105:131:105,120");
    }

    @Test
    void isNeverCutBelowTheCursor() {
        // 105 was running and has ended; 110 and above have delivered nothing.
        assertThat(Snapshot.parse("100:200:100").cutAt(105, OLD)).hasToString("100:110:100");
    }

    @Test
    void runsFromItsEndWhenNothingBelowIsRunning() {
        assertThat(Snapshot.parse("150:200:150").cutAt(140, OLD)).isEqualTo(new Snapshot(141, 141, List.of()));
    }

    @Test
    void refusesACutBeyondWhatItSees() {
        assertThatThrownBy(() -> Snapshot.parse("150:200:150").cutAt(200, OLD)).hasMessageContaining("200");
    }
}
