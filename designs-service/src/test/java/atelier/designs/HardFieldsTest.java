package atelier.designs;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls;
import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every body, with everything that can be wrong with it, and with what only looks wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "/api/designs";

    /** What no field takes, as JSON. */
    private static final Map<String, String> NEVER = Map.ofEntries(
            Map.entry("true", "true"),
            Map.entry("a list", "[\"a\"]"),
            Map.entry("an object", "{\"a\":1}"),
            Map.entry("a fraction", "1.5"),
            Map.entry("a fraction that is whole", "1.0"),
            Map.entry("an exponent", "1e3"),
            Map.entry("empty", "\"\""),
            Map.entry("blank", "\"  \""),
            Map.entry("blank with line breaks", "\"\\n\\t\""),
            Map.entry("a no-break space", "\"\\u00a0\""),
            Map.entry("a zero width space", "\"\\u200b\""),
            Map.entry("direction marks only", "\"\\u200f\\u202e\""),
            Map.entry("an escaped NUL", "\"a\\u0000b\""),
            Map.entry("a control character", "\"a\\u0007b\""),
            Map.entry("a C1 control character", "\"a\\u0085b\""),
            Map.entry("the first half of a pair", "\"a\\ud83e\""),
            Map.entry("the second half of a pair", "\"\\udd8ab\""),
            Map.entry("a pair the wrong way round", "\"\\udd8a\\ud83e\""));

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @SuppressWarnings("NullAway.Init")
    private HttpCalls http;

    @SuppressWarnings("NullAway.Init")
    private String design;

    @BeforeAll
    void start() {
        service = RunningService.start();
        http = service.http();
        design = http.post(LIST, "{\"title\":\"Fox\",\"user_id\":\"u\",\"status\":\"pending\"}")
                .header("Location");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /**
     * A field of a body.
     *
     * @param body a body that is taken, without the field
     * @param required whether it may be left out or null
     * @param max how many characters it takes, 0 for a word out of a few
     * @param lines whether it may have several lines
     * @param whole whether a whole number will do
     */
    record Field(
            String method,
            String path,
            String name,
            Map<String, String> body,
            boolean required,
            int max,
            boolean lines,
            boolean whole) {}

    record Case(Field field, String fault, String json) {
        @Override
        public String toString() {
            return field.method() + field.path() + " " + field.name() + ": " + fault;
        }
    }

    private static final List<Field> FIELDS = List.of(
            new Field("POST", "", "title", Map.of("user_id", "\"u\""), true, 200, false, false),
            new Field("POST", "", "user_id", Map.of("title", "\"t\""), true, 100, false, true),
            new Field(
                    "POST", "", "description", Map.of("title", "\"t\"", "user_id", "\"u\""), false, 5_000, true, false),
            new Field("POST", "", "status", Map.of("title", "\"t\"", "user_id", "\"u\""), false, 0, false, false),
            new Field("PATCH", "/{id}", "title", Map.of("description", "\"d\""), false, 200, false, false),
            new Field("PATCH", "/{id}", "description", Map.of("title", "\"t\""), false, 5_000, true, false),
            new Field("PATCH", "/{id}/status", "new_status", Map.of("reason", "\"r\""), true, 0, false, false),
            new Field(
                    "PATCH", "/{id}/status", "reason", Map.of("new_status", "\"approved\""), false, 500, false, false));

    static Stream<Case> refused() {
        List<Case> cases = new ArrayList<>();
        for (Field field : FIELDS) {
            NEVER.forEach((fault, value) -> cases.add(with(field, fault, value)));
            if (!field.whole()) {
                cases.add(with(field, "a number", "5"));
            }
            if (field.required()) {
                cases.add(new Case(field, "missing", object(field.body())));
                cases.add(with(field, "null", "null"));
            }
            if (field.max() > 0) {
                cases.add(with(field, "too long by one", text("x".repeat(field.max() + 1))));
                cases.add(with(field, "too long by one pair", text("🦊".repeat(field.max() + 1))));
                cases.add(with(field, "too long by far", text("x".repeat(900_000))));
            } else {
                Stream.of("nope", "PENDING", " pending", "pending ", "pending\\n", "ｐending")
                        .forEach(word -> cases.add(with(field, word, text(word))));
            }
            if (!field.lines()) {
                cases.add(with(field, "two lines", "\"a\\nb\""));
                cases.add(with(field, "a line separator", "\"a\\u2028b\""));
            }
            String twice = with(field, "", "\"a\"").json();
            cases.add(new Case(field, "twice", twice.replace("{", "{\"" + field.name() + "\":\"b\",")));
        }
        cases.add(with(FIELDS.get(4), "null", "null"));
        return cases.stream();
    }

    static Stream<Case> taken() {
        List<Case> cases = new ArrayList<>();
        for (Field field : FIELDS) {
            if (field.max() > 0) {
                Map.of(
                                "a family of one character", "👨‍👩‍👧‍👦",
                                "combining marks", "e\u0301\u0323 Z\u0351\u036b\u0343",
                                "right to left", "\u200fעיצוב\u200e fox \u202eabc\u202c",
                                "quotes and backslashes", "'; drop table designs; -- \" \\ ${x} {{y}}",
                                "as long as can be", "x".repeat(field.max()),
                                "as many pairs as can be", "🦊".repeat(field.max()))
                        .forEach((kind, value) -> cases.add(with(field, kind, text(value))));
            }
            if (field.lines()) {
                cases.add(with(field, "lines", "\"a\\r\\nb\\tc\""));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void namesTheFieldAndKeepsNothing(Case wrong) {
        long before = events();

        Answer answer = send(wrong, design);

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        if (wrong.fault().equals("twice")) {
            assertThat(answer.body().get("detail").asText())
                    .contains("'" + wrong.field().name() + "'");
        } else {
            assertThat(answer.body().get("errors").findValuesAsText("field"))
                    .containsExactly(wrong.field().name());
        }
        assertThat(answer.raw().body()).hasSizeLessThan(1_000).doesNotContain("Exception", "jackson", "atelier.");
        assertThat(events()).isEqualTo(before);
        assertThat(http.get(design).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @MethodSource("taken")
    void keepsEachCharacterAsItCame(Case hard) throws Exception {
        String made = http.post(LIST, "{\"title\":\"Fox\",\"user_id\":\"u\",\"status\":\"pending\"}")
                .header("Location");

        Answer answer = send(hard, made);

        assertThat(answer.status()).isBetween(200, 201);
        String path = LIST + "/" + answer.body().get("id").asText();
        String expected = JSON.readTree(hard.json()).get(hard.field().name()).asText();
        assertThat(http.get(path).body().get(hard.field().name()).asText()).isEqualTo(expected);
        assertThat(service.outbox()
                        .of(answer.body().get("id").asText())
                        .getLast()
                        .text(hard.field().name()))
                .isEqualTo(expected);
    }

    @Test
    void refusesBytesThatAreNoText() {
        for (byte[] body : List.of(
                new byte[] {
                    '{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'
                },
                new byte[] {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'},
                new byte[] {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', 0, '"', '}'})) {
            Answer answer = http.send(http.request(LIST)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body)));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().get("type").asText()).isEqualTo("urn:atelier:problem:unreadable-body");
        }
    }

    private Answer send(Case one, String at) {
        return http.send(http.request(
                        one.field().path().isEmpty() ? LIST : one.field().path().replace("/{id}", at))
                .header("Content-Type", "application/json")
                .method(one.field().method(), BodyPublishers.ofString(one.json())));
    }

    private long events() {
        return service.outbox().all().size();
    }

    private static Case with(Field field, String fault, String value) {
        String others = object(field.body());
        return new Case(field, fault, "{\"" + field.name() + "\":" + value + "," + others.substring(1));
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(String value) {
        return JSON.getNodeFactory().textNode(value).toString();
    }
}
