package atelier.logship;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferTest {
    @Test
    void holdsSoManyLinesAndKeepsTheLastQuarterForGraveOnes() throws Exception {
        Buffer buffer = buffer(8, 1_000_000);
        for (int i = 1; i <= 10; i++) {
            offer(buffer, "info " + i, false);
        }
        for (int i = 1; i <= 10; i++) {
            offer(buffer, "warn " + i, true);
        }

        assertThat(buffer.dropped()).isEqualTo(4 + 8);
        assertThat(next(buffer))
                .containsExactly("info 1", "info 2", "info 3", "info 4", "info 5", "info 6", "warn 1", "warn 2");
    }

    @Test
    void holdsSoManyBytes() {
        Buffer buffer = buffer(1_000_000, 10_000);
        for (int i = 0; i < 1_000; i++) {
            offer(buffer, "x".repeat(100), true);
        }

        assertThat(buffer.bytes()).isBetween(9_800L, 10_000L);
        assertThat(buffer.dropped() + buffer.size()).isEqualTo(1_000);
    }

    @Test
    void saysHowManyAreMissingWhereTheyAreMissingOnceThereIsRoom() throws Exception {
        Buffer buffer = buffer(4, 1_000_000);
        for (int i = 1; i <= 6; i++) {
            offer(buffer, "line " + i, false);
        }
        buffer.release(2, 1);
        offer(buffer, "line 7", false);

        assertThat(next(buffer)).containsExactly("line 3", "dropped 4", "line 7");
        assertThat(buffer.dropped()).isEqualTo(4);
        buffer.release(3, 0);
        assertThat(next(buffer)).isEmpty();
    }

    @Test
    void keepsALineUntilItIsReleased() throws Exception {
        Buffer buffer = buffer(100, 1_000_000);
        offer(buffer, "line 1", false);

        assertThat(next(buffer)).containsExactly("line 1");
        assertThat(next(buffer)).containsExactly("line 1");
        buffer.release(1, 0);
        assertThat(next(buffer)).isEmpty();
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void givesOutNoMoreThanWhatIsSentAtOnceAndAlwaysOne() throws Exception {
        Buffer buffer = buffer(10_000, 100_000_000);
        offer(buffer, "x".repeat(300_000), false);
        offer(buffer, "x".repeat(200_000), false);
        offer(buffer, "x".repeat(200_000), false);

        assertThat(next(buffer)).hasSize(1);
        buffer.release(1, 0);
        assertThat(next(buffer)).hasSize(1);
        for (int i = 0; i < 1_000; i++) {
            offer(buffer, "x", false);
        }
        buffer.release(2, 0);
        assertThat(next(buffer)).hasSize(500);
    }

    private static Buffer buffer(int lines, long bytes) {
        return new Buffer(new Limits(lines, bytes), Duration.ZERO, count -> bytes("dropped " + count));
    }

    private static void offer(Buffer buffer, String line, boolean grave) {
        buffer.offer(bytes(line), grave);
    }

    private static List<String> next(Buffer buffer) throws InterruptedException {
        if (buffer.size() == 0) {
            buffer.close(); // else it would wait for a line
        }
        return buffer.next().stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
