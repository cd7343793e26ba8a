package atelier.logship;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LineWriter writer = new LineWriter("orders-service", "host-1");

    /** The same file is held against the typed table by log-ingest. */
    @Test
    void saysAllThatIsKnownOfALine() throws IOException {
        IllegalStateException thrown = new IllegalStateException("no such size");
        thrown.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("atelier.orders.Sizes", "of", "Sizes.java", 7)});

        byte[] line = writer.line(Events.thrown(
                "Größe „👕“ fehlt",
                thrown,
                new TreeMap<>(Map.of(
                        "trace_id", "0af7651916cd43dd8448eb211c80319c",
                        "request_id", "request-1",
                        "correlation_id", "story-1",
                        "event_id", "0190f5a0-0000-7000-8000-000000000001"))));

        assertThat(new String(line, StandardCharsets.UTF_8)).isEqualTo(golden().strip());
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() throws IOException {
        String ten = "0123456789";
        JsonNode line = JSON.readTree(writer.line(Events.thrown(
                ten.repeat(1_000), new IllegalStateException(ten.repeat(10_000)), Map.of("note", ten.repeat(200)))));

        assertThat(line.get("message").asText())
                .startsWith(ten)
                .endsWith("… [" + (10_000 - LineWriter.LONGEST_MESSAGE) + " characters cut off]")
                .hasSizeLessThan(LineWriter.LONGEST_MESSAGE + 50);
        assertThat(line.get("stack_trace").asText())
                .startsWith("java.lang.IllegalStateException: 0123456789")
                .endsWith(" characters cut off]")
                .hasSizeLessThan(LineWriter.LONGEST_STACK_TRACE + 50);
        assertThat(line.at("/attributes/note").asText()).endsWith("… [976 characters cut off]");
    }

    @Test
    void isUnderAMegabyteWhateverIsInIt() {
        Map<String, String> much = new TreeMap<>();
        for (int i = 0; i < 1_000; i++) {
            much.put(i + "\u0001".repeat(2_000), "\u0001".repeat(2_000));
        }
        byte[] line = writer.line(
                Events.thrown("\u0001".repeat(100_000), new IllegalStateException("\u0001".repeat(100_000)), much));

        assertThat(line).hasSizeLessThan(900_000);
    }

    @Test
    void takesTextsThatNoUtf8CanSay() throws IOException {
        assertThat(message("a\uD83D")).isEqualTo("a?");
        assertThat(message("\uDC55b\u0000")).isEqualTo("?b\u0000");
        assertThat(message("a".repeat(LineWriter.LONGEST_MESSAGE - 1) + "👕")).endsWith("a… [2 characters cut off]");
        assertThat(message(null)).isEqualTo("null");
    }

    private String message(@Nullable String message) throws IOException {
        return JSON.readTree(writer.line(Events.message(message)))
                .get("message")
                .asText();
    }

    private static String golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(LineWriterTest.class.getResourceAsStream("/golden/line.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
