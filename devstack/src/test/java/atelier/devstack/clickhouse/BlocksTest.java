package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.data.ClickHouseCityHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlocksTest {
    private final Random random = new Random(7);

    @Test
    @SuppressWarnings("deprecation") // the only other implementation of the old version at hand
    void hashesAsClickHousesClientDoes() {
        for (int length = 0; length < 1200; length++) {
            byte[] bytes = new byte[length + 3];
            random.nextBytes(bytes);
            var hash = CityHash.hash128(bytes, 3, length);
            assertThat(new long[] {hash.low(), hash.high()})
                    .as("length %d", length)
                    .isEqualTo(ClickHouseCityHash.cityHash128(bytes, 3, length));
        }
    }

    @Test
    void readsWhatItWrote() throws IOException {
        byte[] text = "one row after another; ".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] packed = packed(text);
        assertThat(packed.length).isLessThan(text.length / 10);
        assertThat(new BlockInput(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(text);
    }

    @Test
    void refusesADamagedOrUnfinishedBlock() throws IOException {
        byte[] packed = packed(new byte[1000]);
        byte[] damaged = packed.clone();
        damaged[30] ^= 1;
        byte[] unfinished = Arrays.copyOf(packed, packed.length - 1);

        assertThatThrownBy(() -> new BlockInput(new ByteArrayInputStream(damaged)).readAllBytes())
                .isInstanceOf(CorruptBody.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> new BlockInput(new ByteArrayInputStream(unfinished)).readAllBytes())
                .isInstanceOf(EOFException.class);
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var blocks = new BlockOutput(out)) {
            blocks.write(plain);
        }
        return out.toByteArray();
    }
}
