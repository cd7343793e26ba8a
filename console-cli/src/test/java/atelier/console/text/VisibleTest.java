package atelier.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.logs.octets.Octets;
import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void leavesTextAlone() {
        assertThat(Visible.line("Мой дизайн, 日本語, 👩‍👩‍👧 e\u0301 \\ \""))
                .isEqualTo("Мой дизайн, 日本語, 👩‍👩‍👧 e\u0301 \\ \"");
    }

    @Test
    void escapesWhatATerminalWouldObey() {
        assertThat(Visible.line("a\n\r\t\0\u001b[2J\u007f\u009b\u202e\u2028\ue000"))
                .isEqualTo("a\\n\\r\\t\\x00\\x1b[2J\\x7f\\u{9b}\\u{202e}\\u{2028}\\u{e000}");
        assertThat(Visible.lines(Octets.of("a\n\tb\r"))).isEqualTo("a\n\tb\\r");
    }

    @Test
    void showsBytesThatAreNoTextInHexadecimalAndTheRestAsText() {
        byte[] bytes = {'o', 'k', (byte) 0xff, (byte) 0xd0, (byte) 0x9c, (byte) 0xe2, (byte) 0x82};
        assertThat(Visible.line(new Octets(bytes))).isEqualTo("ok\\xffМ\\xe2\\x82");
    }
}
