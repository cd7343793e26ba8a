package atelier.delivery.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Cursor CURSOR =
            Cursor.atStartOf(new DatabaseIdentity("7361", 16384, "orders")).at(Snapshot.parse("5:9:5,7"));

    @Test
    void isWrittenAndReadBack() {
        assertThat(Cursor.fromJson(CURSOR.toJson())).isEqualTo(CURSOR);
        assertThat(new String(CURSOR.toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"system\":\"7361\",\"oid\":16384,\"database\":\"orders\",\"delivered\":\"5:9:5,7\"}");
    }

    @Test
    void isWrittenAndReadBackInTheMiddleOfADrain() {
        Cursor draining = CURSOR.draining(Snapshot.parse("9:20:"), 1234);
        assertThat(Cursor.fromJson(draining.toJson())).isEqualTo(draining);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"system\":\"1\",\"oid\":1,\"database\":\"d\",\"delivered\":\"x\"}"})
    void isReadFromNothingElse(String json) {
        assertThatThrownBy(() -> Cursor.fromJson(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
