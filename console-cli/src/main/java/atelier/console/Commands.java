package atelier.console;

import atelier.console.check.ClickHouseTest;
import atelier.console.journey.Demo;
import atelier.console.journey.TestDesigns;
import atelier.console.journey.TestIntegration;
import atelier.console.letters.DeadLetters;
import atelier.console.logs.LogsStats;
import atelier.console.logs.LogsStory;
import atelier.console.logs.LogsTail;
import atelier.console.logs.LogsView;
import atelier.console.logs.Pail;
import atelier.console.proof.LogsBackfill;
import atelier.console.proof.LogsRestore;
import atelier.console.proof.LogsVerify;
import atelier.console.session.Session;
import atelier.console.session.Task;
import atelier.console.topics.TopicsCreate;
import java.util.List;
import java.util.function.Function;

/**
 * All commands. A command's class is loaded only when it runs: the list is printed from here, so that the number of
 * commands does not make any of them slower.
 */
final class Commands {

    /** @param task makes the command; it is annotated for picocli */
    record Entry(String name, String summary, Function<Session, Task> task) {}

    record Group(String title, List<Entry> entries) {}

    static final List<Group> GROUPS = List.of(
            new Group(
                    "Logs",
                    List.of(
                            new Entry("logs:view", "the newest records of a log table", LogsView::new),
                            new Entry(
                                    "logs:tail",
                                    "follows a log table: its newest records, then each one",
                                    LogsTail::new),
                            new Entry("pail", "follows what the services themselves log", Pail::new),
                            new Entry("logs:stats", "how many records, how often, how many failed", LogsStats::new),
                            new Entry("logs:story", "everything that happened around one id", LogsStory::new),
                            new Entry("logs:verify", "proves that every record is in the log once", LogsVerify::new),
                            new Entry(
                                    "logs:backfill",
                                    "inserts from Kafka what the log does not have",
                                    LogsBackfill::new),
                            new Entry("logs:restore", "writes records of the log back into Kafka", LogsRestore::new),
                            new Entry(
                                    "ingest:dead-letters",
                                    "records that do not fit a typed table: list, show, retry, discard",
                                    DeadLetters::new),
                            new Entry(
                                    "clickhouse:test",
                                    "does ClickHouse work, and what is in it",
                                    ClickHouseTest::new))),
            new Group(
                    "System",
                    List.of(
                            new Entry("topics:create", "create the Kafka topics that are missing", TopicsCreate::new),
                            new Entry("demo", "one order's way through the system, told", Demo::new),
                            new Entry(
                                    "kafka:test-designs",
                                    "a design's whole life, every event looked for",
                                    TestDesigns::new),
                            new Entry(
                                    "kafka:test-integration",
                                    "orders and designs through both services, every event looked for",
                                    TestIntegration::new),
                            new Entry("completion", "a script for the shell's tab key", Completion::new))));

    private Commands() {}

    static List<Entry> all() {
        return GROUPS.stream().flatMap(group -> group.entries().stream()).toList();
    }
}
