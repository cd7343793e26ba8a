package atelier.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void haveDefaultsForEverything() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.port()).isEqualTo(8002);
        assertThat(settings.lane().brokers()).isEqualTo("localhost:9092");
        assertThat(settings.clickHouse().port()).isEqualTo(8123);
        assertThat(settings.clickHouse().database()).isEqualTo("logs");
        assertThat(settings.verifyServices()).containsExactly("http://localhost:8001", "http://localhost:8000");
        assertThat(settings.followers()).isEqualTo(500);
        assertThat(settings.heartbeat()).hasSeconds(15);
        assertThat(Settings.from(Map.of("VERIFY_SERVICES", "")).verifyServices())
                .isEmpty();
    }

    @Test
    void takeTheNativePortForTheHttpPort() {
        Settings settings = Settings.from(Map.of("CLICKHOUSE_PORT", "9000"));

        assertThat(settings.clickHouse().port()).isEqualTo(8123);
        assertThat(settings.nativePortGiven()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "CLICKHOUSE_PORT, http",
        "CLICKHOUSE_PORT, 70000",
        "CLICKHOUSE_DATABASE, a`b",
        "KAFKA_BROKERS, localhost",
        "SERVER_PORT, -1",
        "LOG_FORMAT, xml",
        "INGEST_BATCH_ROWS, 0",
        "INGEST_RETENTION_DAYS_SMS_LOGS, 0",
        "INGEST_TOPICS_AUDIT_LOGS, a b",
        "INGEST_PII_KEY, short",
        "VERIFY_SERVICES, localhost:8001",
        "INGEST_FOLLOWERS, -1",
        "INGEST_HEARTBEAT_MS, 99"
    })
    void nameTheVariableTheValueAndWhatIsAllowed(String name, String value) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
                .isInstanceOf(Settings.Refused.class)
                .hasMessageStartingWith(name + " is \"" + value + "\"; allowed: ");
    }

    @Test
    void neverShowThePassword() {
        assertThat(Settings.from(Map.of("CLICKHOUSE_PASSWORD", "secret"))
                        .clickHouse()
                        .toString())
                .doesNotContain("secret");
    }
}
