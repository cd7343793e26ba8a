package atelier.logs.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-11-20T11:58:30Z",
        "15m, 2026-11-20T11:45:00Z",
        "1h30m, 2026-11-20T10:30:00Z",
        "7d, 2026-11-13T12:00:00Z",
        "2w, 2026-11-06T12:00:00Z",
        "2026-11-20, 2026-11-19T21:00:00Z",
        "2026-11-20T10:00, 2026-11-20T07:00:00Z",
        "2026-11-20 10:00:05, 2026-11-20T07:00:05Z",
        "2026-11-20T10:00:05.123Z, 2026-11-20T10:00:05.123Z",
        "2026-11-20T10:00+07:00, 2026-11-20T03:00:00Z",
        "2026-11-20T10:00-05:00, 2026-11-20T15:00:00Z"
    })
    void readsSpansAndTimes(String text, Instant expected) {
        assertThat(Moment.parse(text, NOW, ZONE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "15",
                "m",
                "15x",
                "-5m",
                "1.5h",
                "2026-13-01",
                "2026-11-20T25:00",
                "20.11.2026",
                "9999999999d",
                "15m "
            })
    void refusesTheRest(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Moment.parse(text, NOW, ZONE))
                .withMessageStartingWith("a span back from now (90s, 15m");
    }

    @Test
    void writesTimesInTheZone() {
        Instant time = Instant.parse("2026-01-02T03:04:05.006Z");
        assertThat(Stamp.full(time, ZONE)).isEqualTo("2026-01-02 06:04:05.006");
        assertThat(Stamp.brief(time, ZONE)).isEqualTo("01-02 06:04:05");
        assertThat(Stamp.utc(time)).isEqualTo("2026-01-02T03:04:05.006Z");
        assertThat(Stamp.utc(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
    }

    @Test
    void writesSpansInTheTwoUnitsThatMatter() {
        assertThat(Stamp.span(Duration.ofMillis(7))).isEqualTo("7 ms");
        assertThat(Stamp.span(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Stamp.span(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
        assertThat(Stamp.span(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Stamp.span(Duration.ofHours(50))).isEqualTo("2 d 2 h");
        assertThat(Stamp.span(Duration.ofSeconds(-3))).isEqualTo("-3 s");
    }
}
