package atelier.logship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippingSettingsTest {

    @Test
    void haveDefaultsForEverything() {
        ShippingSettings settings = ShippingSettings.from(Map.of(), "orders-service");

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.level()).isEqualTo(Level.INFO);
        assertThat(settings.brokers()).isEqualTo("localhost:9092");
        assertThat(settings.topic()).isEqualTo("application-logs");
        assertThat(settings.instance()).endsWith("-" + ProcessHandle.current().pid());
    }

    @Test
    void areReadFromTheEnvironment() {
        ShippingSettings settings = ShippingSettings.from(
                Map.of("KAFKA_LOGGING_ENABLED", "false", "KAFKA_LOGGING_LEVEL", "WARN", "HOSTNAME", "box"), "s");

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.level()).isEqualTo(Level.WARN);
        assertThat(settings.instance()).startsWith("box-");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_LOGGING_ENABLED,  yes,       'true, false'",
        "KAFKA_LOGGING_LEVEL,    loud,      'trace, debug, info, warn, error'",
        "KAFKA_LOGGING_LEVEL,    '',        'trace, debug, info, warn, error'",
        "KAFKA_BROKERS,          localhost, 'host:port, several with commas'",
        "TOPIC_APPLICATION_LOGS, __logs,    '1 to 249 of a-z A-Z 0-9 . _ -, not beginning with __'"
    })
    void nameTheVariableTheValueAndWhatIsAllowed(String variable, String value, String allowed) {
        assertThatThrownBy(() -> ShippingSettings.from(Map.of(variable, value), "s"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(variable + " is '" + value + "'; allowed: " + allowed);
    }
}
