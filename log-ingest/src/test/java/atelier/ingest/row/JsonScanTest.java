package atelier.ingest.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the parser that it spares: where the scan is sure, both must say the same. */
class JsonScanTest {

    private static final List<String> SEEDS = List.of(
            """
            {"specversion":"1.0","type":"order.created","id":"7","traceparent":"00-4bf9-01","data":{"order_id":"order_1","userId":-7,"items":[{"design_id":"дизайн","n":1.5e-3}]}}""",
            """
            {"event" : "user_registered", "data" : [true, false, null, [], {}, "\\u00e9\\n", 0, -0, 10.25, 1E+9], "pid": 12, "paid": 1.0, "id": ""}""",
            "  [\"\\\"\", {\"id\": \"a\\\\b\"}, {\"event\": {\"id\": 1}}] ",
            "{\"id\":\"😀\",\"Id\":\"" + "x".repeat(129) + "\",\"kid\":\"" + "y".repeat(128) + "\"}",
            "\"text\"",
            "-12.5",
            "null");

    /** What is most likely to be wrong in an interesting way. */
    private static final byte[] BYTES = "{}[]\",:\\ubdit019.eE+- \n\u0000é😀x".getBytes(StandardCharsets.UTF_8);

    @Test
    void saysWhatTheParserSaysOfJsonThatIsBrokenAnywhere() {
        Random random = new Random(4);
        int sure = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] json = SEEDS.get(round % SEEDS.size()).getBytes(StandardCharsets.UTF_8);
            for (int changes = round % 3; changes > 0; changes--) {
                json = changed(json, random);
            }
            JsonGlance.Seen seen = new JsonGlance.Seen();
            if (JsonScan.isOneValue(json, seen)) {
                sure++;
                assertThat(seen.glance())
                        .as(new String(json, StandardCharsets.UTF_8))
                        .isEqualTo(JsonGlance.careful(json));
            }
        }
        assertThat(sure).as("of 200,000").isBetween(60_000, 180_000);
    }

    @Test
    void isSureOfWhatIsUsual() {
        for (String json : List.of(SEEDS.getFirst(), "{\"a\":\"\\u00e9\",\"b\":[1,2,{\"c_id\":3}]}", "[]", "1")) {
            assertThat(JsonScan.isOneValue(json.getBytes(StandardCharsets.UTF_8), new JsonGlance.Seen()))
                    .as(json)
                    .isTrue();
        }
    }

    private static byte[] changed(byte[] json, Random random) {
        int at = random.nextInt(json.length);
        byte other = BYTES[random.nextInt(BYTES.length)];
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(json, at + 1); // cut off
            case 1 -> spliced(json, at, at + 1, other);
            case 2 -> spliced(json, at, at, other);
            default -> spliced(json, at, Math.min(json.length, at + 2), other);
        };
    }

    private static byte[] spliced(byte[] json, int from, int to, byte instead) {
        byte[] spliced = new byte[json.length - (to - from) + 1];
        System.arraycopy(json, 0, spliced, 0, from);
        spliced[from] = instead;
        System.arraycopy(json, to, spliced, from + 1, json.length - to);
        return spliced;
    }
}
