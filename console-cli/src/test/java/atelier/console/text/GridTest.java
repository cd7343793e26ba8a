package atelier.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.text.Grid.Cell;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void isAsWideAsItsContentWhenThereIsRoom() {
        assertThat(grid(new Screen(80, false)).lines())
                .containsExactly("NAME     N  TEXT", "short   12  日本 and so on", "longer   3  x");
    }

    @Test
    void shrinksTheLastColumnsFirst() {
        assertThat(grid(new Screen(20, false)).lines())
                .containsExactly("NAME     N  TEXT", "short   12  日本 an…", "longer   3  x");
    }

    @Test
    void cutsTheLineWhenNothingCanShrinkAnyMore() {
        assertThat(grid(new Screen(9, false)).lines()).containsExactly("NA…   N", "sh…  12", "lo…   3");
    }

    @Test
    void usesColoursOnlyOnATerminalThatHasThem() {
        assertThat(Screen.of(null, Map.of("TERM", "xterm")).colours()).isFalse();
        assertThat(Screen.of("80", Map.of("TERM", "xterm")).colours()).isTrue();
        assertThat(Screen.of("80", Map.of("TERM", "dumb")).colours()).isFalse();
        assertThat(Screen.of("80", Map.of("TERM", "xterm", "NO_COLOR", "1")).colours())
                .isFalse();
        assertThat(Style.RED.on("x", new Screen(80, true))).isEqualTo("\u001b[31mx\u001b[0m");
    }

    @Test
    void takesTheWidthFromColumnsThenTheTerminal() {
        assertThat(Screen.of("0", Map.of()).width()).isEqualTo(80);
        assertThat(Screen.of("132", Map.of()).width()).isEqualTo(132);
        assertThat(Screen.of("132", Map.of("COLUMNS", "90")).width()).isEqualTo(90);
        assertThat(Screen.of(null, Map.of("COLUMNS", "x")).width()).isEqualTo(Screen.WIDTH_OF_A_FILE);
        assertThat(Screen.of(null, Map.of("COLUMNS", "1")).width()).isEqualTo(20);
    }

    private static Grid grid(Screen screen) {
        Grid grid = new Grid(screen, Column.left("NAME", 3), Column.right("N"), Column.left("TEXT", 4));
        grid.row(Cell.of("short"), Cell.of("12"), Cell.of("日本 and so on"));
        grid.row(Cell.of("longer"), Cell.of("3"), Cell.of("x"));
        return grid;
    }
}
