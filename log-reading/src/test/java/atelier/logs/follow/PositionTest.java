package atelier.logs.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import atelier.logs.filter.BadFilter;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {

    private static final Instant FLOOR = Instant.parse("2026-11-20T19:38:44.123Z");
    private static final UUID TOPIC = UUID.fromString("018f0000-0000-7000-8000-000000000001");

    @Test
    void isTheSameAfterItWasAText() {
        NavigableMap<Partition, Long> offsets = new TreeMap<>(Map.of(
                new Partition(TOPIC, 0), -1L,
                new Partition(TOPIC, 0xffff_ffffL), (1L << 62) - 1,
                new Partition(new UUID(-1, -1), 7), 1_234_567_890_123L));
        Position position = new Position(offsets, FLOOR);
        assertThat(Position.parse(position.text())).isEqualTo(position);
        assertThat(Position.parse(Position.START.text())).isEqualTo(Position.START);
    }

    @Test
    void isShortWithManyPartitions() {
        NavigableMap<Partition, Long> offsets = new TreeMap<>();
        for (int partition = 0; partition < 200; partition++) {
            offsets.put(new Partition(TOPIC, partition), 10_000_000L + partition);
        }
        assertThat(new Position(offsets, FLOOR).text()).hasSizeLessThan(1_600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AQ", "Ag", "AgA", "AQD__________38", "AQAAAAAA", "AQABAQEBAQEBAQEBAQEBAQEBAX8"})
    void refusesWhatItDidNotWrite(String text) {
        assertThatThrownBy(() -> Position.parse(text)).isInstanceOf(BadFilter.class);
    }

    @Test
    void refusesAnyTextOrTakesItWithoutHarm() {
        Random random = new Random(4);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("AQ");
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                assertThat(Position.parse(text.toString()).offsets().values()).allMatch(offset -> offset >= -1);
            } catch (BadFilter e) {
                assertThat(e.filter()).isEqualTo("cursor");
            }
        }
        assertThatThrownBy(() -> Position.parse("A".repeat(20_000))).isInstanceOf(BadFilter.class);
    }

    @Test
    void takesNothingBeyondTheEndFromAClient() {
        Partition known = new Partition(TOPIC, 1);
        Position end = new Position(new TreeMap<>(Map.of(known, 10L)), FLOOR);
        Position given = new Position(new TreeMap<>(Map.of(known, 99L, new Partition(TOPIC, 2), 5L)), FLOOR);
        assertThat(given.within(end)).isEqualTo(end);
    }
}
