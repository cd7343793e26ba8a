package atelier.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void countsColumnsAndNotCharacters() {
        assertThat(Width.of("abc")).isEqualTo(3);
        assertThat(Width.of("Мой")).isEqualTo(3);
        assertThat(Width.of("日本")).isEqualTo(4);
        assertThat(Width.of("한글")).isEqualTo(4);
        assertThat(Width.of("🎉")).isEqualTo(2);
        assertThat(Width.of("e\u0301")).isEqualTo(1);
        assertThat(Width.of("Tiếng Việt")).isEqualTo(10);
    }

    @Test
    void cutsWithoutBreakingACharacter() {
        assertThat(Width.fit("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Width.fit("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Width.fit("日本語", 5)).isEqualTo("日本…");
        assertThat(Width.fit("日本語", 4)).isEqualTo("日…");
        assertThat(Width.fit("🎉🎉", 3)).isEqualTo("🎉…");
        assertThat(Width.fit("ab", 1)).isEqualTo("…");
        assertThat(Width.fitMiddle("design_01kaf3n5q8e2", 11)).isEqualTo("desig…5q8e2");
        assertThat(Width.fitMiddle("🎉🎉🎉🎉", 7)).isEqualTo("🎉…🎉");
    }
}
