package atelier.devstack.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int PIECE = SpoolMemory.PIECE_BYTES;
    private static final int SHARED_PIECES = 2;

    private final SpoolMemory memory = new SpoolMemory(SHARED_PIECES * PIECE + 1);

    private final Path folder;

    SpoolTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void givesBackWhatWasWrittenWhereverItLies() throws IOException {
        for (int length : new int[] {0, 1, 70_000, 2 * PIECE, 4 * PIECE + 7}) {
            byte[] bytes = random(length);
            try (Spool spool = new Spool(memory, folder, Long.MAX_VALUE)) {
                writeInSteps(spool, bytes);
                assertThat(spool.size()).isEqualTo(length);
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                spool.copyTo(copy);
                assertThat(copy.toByteArray()).isEqualTo(bytes);
                assertThat(from(spool, length / 3)).isEqualTo(Arrays.copyOfRange(bytes, length / 3, length));
                assertThat(spool.beginning(100_000))
                        .isEqualTo(new String(bytes, 0, Math.min(length, 100_000), StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void takesAFileOnlyWhenTheSharedMemoryIsInUse() throws IOException {
        Path noFolder = folder.resolve("none");
        byte[] bytes = random(2 * PIECE);
        try (Spool first = new Spool(memory, noFolder, Long.MAX_VALUE)) {
            first.write(bytes);
            try (Spool second = new Spool(memory, noFolder, Long.MAX_VALUE)) {
                assertThatThrownBy(() -> second.write(bytes)).isInstanceOf(NoSuchFileException.class);
            }
            assertThat(from(first, 0)).isEqualTo(bytes);
        }
        try (Spool third = new Spool(memory, noFolder, Long.MAX_VALUE)) {
            third.write(bytes);
            assertThat(from(third, 0))
                    .as("in the memory that the first one gave back")
                    .isEqualTo(bytes);
        }
    }

    @Test
    void refusesMoreThanTheMostWithClickHousesCode() throws IOException {
        try (Spool spool = new Spool(memory, folder, 10)) {
            spool.write(new byte[10]);
            assertThatThrownBy(() -> spool.write(1))
                    .isInstanceOf(ChdbException.class)
                    .hasMessageContaining("10 bytes at most");
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Steps that meet no border of a piece. */
    private static void writeInSteps(Spool spool, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += 16_381) {
            spool.write(bytes, from, Math.min(16_381, bytes.length - from));
        }
    }

    private static byte[] from(Spool spool, int position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) spool.size());
        try (var channel = spool.from(position)) {
            int count = 0;
            while (count >= 0) {
                count = channel.read(bytes);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
