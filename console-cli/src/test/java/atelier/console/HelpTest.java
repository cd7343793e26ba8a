package atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {

    @Test
    void listsAllCommandsByGroup() {
        Ran ran = Ran.console(Map.of());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("\nLogs\n  logs:view ", "\nSystem\n  topics:create ");
        assertThat(Ran.console(Map.of(), "--help")).isEqualTo(ran);
        assertThat(Ran.console(Map.of(), "help")).isEqualTo(ran);
    }

    @ParameterizedTest
    @MethodSource("names")
    void explainsEachCommandWithTwoExamplesOrMore(String name) {
        Ran ran = Ran.console(Map.of(), name, "--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Usage: ./console " + name, "\nExamples:\n");
        assertThat(ran.out().substring(ran.out().indexOf("Examples:")).split("./console", -1))
                .hasSizeGreaterThan(2);
        assertThat(Ran.console(Map.of(), "help", name)).isEqualTo(ran);
    }

    @Test
    void keepsAnExampleOnOneLineAndSaysWhoseHelpExplainsAVerb() {
        assertThat(Ran.console(Map.of("COLUMNS", "60"), "logs:restore", "--help")
                        .out())
                .contains("  ./console logs:restore --topic=orders --to-topic=orders-restored --dry-run\n");
        assertThat(Ran.console(Map.of(), "ingest:dead-letters", "show"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "console: Missing required parameter: 'ID'; ./console ingest:dead-letters show --help shows what is allowed\n"));
    }

    static Iterable<String> names() {
        return Commands.all().stream().map(Commands.Entry::name).toList();
    }

    @Test
    void completesCommandsAndOptions() {
        assertThat(Ran.console(Map.of(), "completion").out())
                .contains("logs:view", "--status", "tombstone", "audit_logs");
    }
}
