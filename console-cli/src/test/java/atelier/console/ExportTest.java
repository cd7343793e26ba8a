package atelier.console;

import static atelier.console.KafkaLogs.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import atelier.console.KafkaLogs.Row;
import atelier.ingest.clickhouse.ClickHouseFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever bytes a record has: json and csv give them back. */
class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<byte @Nullable []> CONTENTS = contents();

    @AutoClose
    private static final KafkaLogs logs = new KafkaLogs("logs_export");

    private static List<byte @Nullable []> contents() {
        byte[] random = new byte[4096];
        new Random(1).nextBytes(random);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        List<byte @Nullable []> contents = new ArrayList<>();
        contents.add(null);
        for (String text : List.of(
                "",
                "plain",
                "{\"a\": \"b\\n\", \"c\": [1, 2]}",
                "Мой дизайн 日本語 🎉 👩‍👩‍👧 e\u0301",
                "lines\nand\r\nreturns\rand\ttabs\n",
                "\u0000\u0001\u001b[0m\u007f\u0085\u2028\u202e\ufeff",
                "comma, \"quote\"",
                "  spaces  ",
                "null",
                "\uffff\ufdd0")) {
            contents.add(bytes(text));
        }
        contents.add(random);
        contents.add(all);
        contents.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        contents.add(new byte[] {(byte) 0xc0, (byte) 0x80});
        return contents;
    }

    @BeforeAll
    static void fill() throws ClickHouseFailure {
        logs.empty();
        for (byte[] content : CONTENTS) {
            logs.insert(Row.of("").key(content).value(content));
        }
    }

    @Test
    void jsonGivesEveryByteBack() throws JsonProcessingException {
        Ran ran = Ran.console(logs.environment(), "logs:view", "kafka_logs", "--format=json", "--topic=orders");
        assertThat(ran.lines()).hasSize(CONTENTS.size());
        for (int i = 0; i < CONTENTS.size(); i++) {
            JsonNode row = JSON.readTree(ran.lines().get(i));
            assertThat(row.get("kafka_offset").asLong()).isEqualTo(i);
            assertThat(field(row, "value")).isEqualTo(CONTENTS.get(i));
            assertThat(field(row, "key")).isEqualTo(CONTENTS.get(i));
            assertThat(row.get("headers").toString())
                    .isEqualTo("[{\"name\":\"ce_type\",\"value\":\"order.created\"},{\"name\":\"x\",\"value\":null},"
                            + "{\"name\":\"x\",\"value_base64\":\"/wA=\"}]");
        }
    }

    @Test
    void csvGivesEveryByteBack() {
        Ran ran = Ran.console(logs.environment(), "logs:view", "kafka_logs", "--format=csv", "--topic=orders");
        List<List<String>> table = parsed(ran.out());
        List<String> header = table.getFirst();
        assertThat(table).hasSize(CONTENTS.size() + 1).allSatisfy(row -> assertThat(row)
                .hasSameSizeAs(header));
        for (int i = 0; i < CONTENTS.size(); i++) {
            List<String> row = table.get(i + 1);
            int value = header.indexOf("value");
            assertThat(header.get(value + 1)).isEqualTo("value_encoding");
            assertThat(decoded(row.get(value), row.get(value + 1))).isEqualTo(CONTENTS.get(i));
            int key = header.indexOf("key");
            assertThat(header.get(key + 1)).isEqualTo("key_encoding");
            assertThat(decoded(row.get(key), row.get(key + 1))).isEqualTo(CONTENTS.get(i));
        }
    }

    @Test
    void cutsNothingFromAMegabyte() throws ClickHouseFailure, JsonProcessingException {
        logs.insert(Row.of("long ").times(300_000).topic("long"));
        Ran ran = Ran.console(logs.environment(), "logs:view", "kafka_logs", "--format=json", "--topic=long");
        assertThat(JSON.readTree(ran.out()).get("value").asText()).isEqualTo("long ".repeat(300_000));
    }

    @Test
    void saysNothingAboutNoRecordsButTheHeader() {
        Ran json = Ran.console(logs.environment(), "logs:view", "kafka_logs", "--format=json", "--topic=none");
        Ran csv = Ran.console(logs.environment(), "logs:view", "kafka_logs", "--format=csv", "--topic=none");
        assertThat(json.out()).isEmpty();
        assertThat(csv.out()).startsWith("event_time,").hasLineCount(1);
    }

    private static byte @Nullable [] field(JsonNode row, String name) {
        JsonNode base64 = row.get(name + "_base64");
        if (base64 != null) {
            return Base64.getDecoder().decode(base64.asText());
        }
        return row.get(name).isNull() ? null : bytes(row.get(name).asText());
    }

    private static byte @Nullable [] decoded(String field, String encoding) {
        return switch (encoding) {
            case "text" -> bytes(field);
            case "base64" -> Base64.getDecoder().decode(field);
            default -> null;
        };
    }

    /** RFC 4180, as strictly as it can be read. */
    private static List<List<String>> parsed(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && csv.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                field.append(c);
            }
        }
        return rows;
    }
}
