package atelier.problem.starting;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.exceptions.ConfigurationException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @Test
    void namesWhatToLookAtInOneLine() {
        assertThat(StartFailure.reason(new RuntimeException("outer", new BindException("Address already in use"))))
                .isEqualTo("its port is taken or not its own (SERVER_HOST, SERVER_PORT): Address already in use");
        assertThat(StartFailure.reason(new RuntimeException(new UnresolvedAddressException())))
                .startsWith("SERVER_HOST is no address of this machine");
        assertThat(StartFailure.reason(new RuntimeException(new SQLException("Connection refused.\nHint: none"))))
                .endsWith("(DATABASE_URL, DATABASE_USERNAME): Connection refused.");
        assertThat(StartFailure.reason(new IllegalStateException(new ConfigurationException("X is 'y'; allowed: z"))))
                .isEqualTo("X is 'y'; allowed: z");
        assertThat(StartFailure.reason(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void keepsAPasswordInAUrlToItself() {
        assertThat(StartFailure.reason(new SQLException("no driver for jdbc:postgresql://h/d?user=a&password=secret")))
                .doesNotContain("secret")
                .contains("jdbc:postgresql://h/d?…");
    }
}
