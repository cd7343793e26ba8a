package atelier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiContractTest {
    private RunningService service;
    private OpenApiContract contract;

    @BeforeAll
    void start() {
        service = RunningService.start(Map.of());
        contract = OpenApiContract.of(service);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void isContentWithAServiceThatKeepsIt() {
        contract.describesEveryRoute();
        contract.acceptsItsExamples();
        assertThat(contract.http().get("/things/pin").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/things/needle|at most 3 characters",
                "/things/odd|'odd' is not defined in the schema",
                "/things/text|with text/plain, which is not described",
                "/things/none|answered 202, which is not described",
                "/nothing|GET /nothing is not described"
            })
    void saysWhatIsNotAsDescribed(String path, String why) {
        assertThatThrownBy(() -> contract.http().get(path))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    @Test
    void theDocumentHasPagesThatNeedNothingFromElsewhere() {
        HttpCalls http = service.http();

        assertThat(http.get("/docs").raw().body())
                .contains("swagger-ui-bundle.js")
                .doesNotContain("http");
        for (String part : new String[] {"start.js", "swagger-ui.css", "swagger-ui-bundle.js"}) {
            HttpCalls.Answer file = http.get("/docs/" + part);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.raw().body()).isNotEmpty();
            assertThat(file.header("Content-Security-Policy")).contains("default-src 'self'");
        }
        assertThat(http.get("/docs/index.html").status()).isEqualTo(404);
        assertThat(http.get("/docs/..%2fapplication.yml").status()).isEqualTo(404);
    }
}
