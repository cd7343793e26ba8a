package atelier.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import atelier.testing.HttpCalls.Answer;
import atelier.testing.RunningService;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of a new order with everything that it must not hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaceOrderFieldsTest {
    private static final String MISSING = "missing";
    private static final String TWICE = "twice";
    private static final List<String> TEXTS = List.of(
            "\"\"", "\" \"", "\"\\u0007\"", "\"\\u0000\"", "\"a\\nb\"", "\"\\ud800\"", "\"" + "x".repeat(101) + "\"");
    private static final List<String> FRACTIONS = List.of("1.5", "1.0", "1e2", "1E400", "-1.0");
    private static final List<String> INTEGERS = List.of(
            "-1",
            "0",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(40),
            "-9223372036854775809");
    private static final List<String> OTHERS = List.of("true", "[]", "{}", "[1]", "{\"a\":1}");

    @SuppressWarnings("NullAway.Init")
    private RunningService service;

    @BeforeAll
    void start() {
        service = RunningService.start();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** @param named the field that the answer has to name */
    record Fault(String field, String value, String named) {
        @Override
        public String toString() {
            return field + " = " + (value.length() > 50 ? value.substring(0, 50) + "…" : value);
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                        faults("user_id", "user_id", List.of(List.of(MISSING, "null"), TEXTS, FRACTIONS, OTHERS)),
                        faults("items", "items", List.of(List.of(MISSING, "null", "7", "\"a\"", "true", "[]", "{}"))),
                        faults("items", "items[0]", List.of(List.of("[7]", "[null]", "[[]]", "[\"a\"]"))),
                        faults("currency", "currency", List.of(TEXTS, FRACTIONS, INTEGERS, OTHERS)),
                        faults(
                                "currency",
                                "currency",
                                List.of(List.of("\"usd\"", "\"US\"", "\"XXX\"", "\"XAU\"", "\"DEM\"", "\"ZZZ\""))),
                        faults("total", "total", List.of(List.of("\"20\""), TEXTS, FRACTIONS, INTEGERS, OTHERS)),
                        faults(
                                "quantity",
                                "items[3].quantity",
                                List.of(
                                        List.of(MISSING, "null", "\"1\"", "1000001"),
                                        TEXTS,
                                        FRACTIONS,
                                        INTEGERS,
                                        OTHERS)),
                        faults(
                                "unit_price",
                                "items[3].unit_price",
                                List.of(List.of(MISSING, "null", "\"5\"", "1000000000001"), TEXTS, FRACTIONS, OTHERS)),
                        faults(
                                "unit_price",
                                "items[3].unit_price",
                                List.of(INTEGERS.stream()
                                        .filter(number -> !number.equals("0") && !number.equals("2147483648"))
                                        .toList())),
                        faults(
                                "sku",
                                "items[3].sku",
                                List.of(
                                        TEXTS,
                                        FRACTIONS,
                                        INTEGERS,
                                        OTHERS,
                                        List.of("\"" + "x".repeat(65) + "\"", "\"s1\""))),
                        faults("sku", "items[3].design_id", List.of(List.of(MISSING, "null"))),
                        faults(
                                "design_id",
                                "items[3].design_id",
                                List.of(
                                        TEXTS,
                                        FRACTIONS,
                                        INTEGERS,
                                        OTHERS,
                                        List.of("\"design_1\"", "\"order_01m7x9j32jegtvzxswv5yp5znk\""))))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void answers422NamesTheFieldAndKeepsNothing(Fault fault) {
        long before = kept();

        Answer answer = service.http().post("/api/orders", body(fault.field(), fault.value()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().get("errors").findValuesAsText("field")).containsExactly(fault.named());
        assertThat(answer.body().get("detail").asText()).startsWith(fault.named() + " ");
        assertThat(kept()).isEqualTo(before);
    }

    static Stream<String> names() {
        return Stream.of("user_id", "items", "currency", "total", "quantity", "unit_price", "sku", "design_id");
    }

    @ParameterizedTest
    @MethodSource("names")
    void answers400AndNamesAFieldThatIsThereTwice(String field) {
        long before = kept();

        Answer answer = service.http().post("/api/orders", body(field, TWICE));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("detail").asText()).contains("names a field twice", "'" + field + "'");
        assertThat(kept()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("names")
    void answers422AndNamesAFieldThatIsWrittenWrong(String field) {
        boolean inLine = List.of("quantity", "unit_price", "sku", "design_id").contains(field);
        String wrong = field.toUpperCase(Locale.ROOT);
        String body = body(field, MISSING)
                .replaceFirst(inLine ? "\\}\\]" : "^\\{", inLine ? ",\"" + wrong + "\":1}]" : "{\"" + wrong + "\":1,");

        Answer answer = service.http().post("/api/orders", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("errors").findValuesAsText("field"))
                .contains(inLine ? "items[3]." + wrong : wrong);
    }

    @Test
    void takesTheSameWithoutAFault() {
        assertThat(service.http().post("/api/orders", body("", "")).status()).isEqualTo(201);
        assertThat(service.http()
                        .post("/api/orders", body("user_id", "9223372036854775808"))
                        .status())
                .isEqualTo(201);
        assertThat(service.http().post("/api/orders", body("unit_price", "0")).status())
                .isEqualTo(201);
        assertThat(service.http().post("/api/orders", body("currency", "null")).status())
                .isEqualTo(201);
        assertThat(service.http().post("/api/orders", body("total", "20")).status())
                .isEqualTo(201);
    }

    private static List<Fault> faults(String field, String named, List<List<String>> values) {
        return values.stream()
                .flatMap(List::stream)
                .map(value -> new Fault(field, value, named))
                .toList();
    }

    /** An order of four lines, the fault in its place: in the last line if that is where the field is. */
    private static String body(String field, String value) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Map<String, String> line = new LinkedHashMap<>();
            line.put("sku", "\"s" + i + "\"");
            line.put("quantity", "1");
            line.put("unit_price", "5");
            if (i == 3 && field.equals("design_id")) {
                line.remove("sku");
                line.put("design_id", "\"design_01m7x9j32jegtvzxswv5yp5znk\"");
            }
            lines.add(json(line, field, i == 3 ? value : "unchanged"));
        }
        Map<String, String> order = new LinkedHashMap<>();
        order.put("user_id", "\"u\"");
        order.put("currency", "\"USD\"");
        order.put("items", "[" + String.join(",", lines) + "]");
        if (field.equals("total")) {
            order.put("total", "20");
        }
        return json(order, field, value);
    }

    private static String json(Map<String, String> fields, String field, String value) {
        return fields.entrySet().stream()
                .flatMap(entry -> {
                    String whole = "\"" + entry.getKey() + "\":";
                    if (!entry.getKey().equals(field) || value.equals("unchanged")) {
                        return Stream.of(whole + entry.getValue());
                    }
                    return switch (value) {
                        case MISSING -> Stream.of();
                        case TWICE -> Stream.of(whole + entry.getValue(), whole + entry.getValue());
                        default -> Stream.of(whole + value);
                    };
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Rows of every table that an order is written to. */
    private long kept() {
        return service.transactions().<Long>inTransaction(tx -> {
            try (PreparedStatement select = tx.connection()
                            .prepareStatement(
                                    "select (select count(*) from orders) + (select count(*) from order_lines)"
                                            + " + (select count(*) from order_history) + (select count(*) from order_holds) + (select count(*) from outbox)");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
