package atelier.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IngestArchitectureTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atelier.ingest");

    @Test
    void knowsNoOtherServiceAndNoEvents() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("atelier.events..", "atelier.delivery..", "atelier.designs..", "atelier.orders..")
                .check(classes);
    }

    @Test
    void keepsTheFrameworkAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages("atelier.ingest", "atelier.ingest.reading")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut..", "jakarta..")
                .check(classes);
    }

    @Test
    void onlyItsStartKnowsHowItsLinesAreShipped() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.ingest")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("atelier.logship..")
                .check(classes);
    }

    @Test
    void readersAndTheLaneDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAnyPackage("atelier.ingest.reading", "atelier.ingest.following")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("atelier.ingest.lane..", "atelier.ingest.row..", "atelier.ingest.clickhouse..")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "atelier.ingest.lane",
                        "atelier.ingest.row",
                        "atelier.ingest.clickhouse",
                        "atelier.ingest.schema")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "atelier.ingest.reading..", "atelier.ingest.following..", "atelier.logs..", "atelier.problem..")
                .check(classes);
    }

    @Test
    void knowsKafkaOnlyInTheLaneAndTheRow() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "atelier.ingest",
                        "atelier.ingest.clickhouse",
                        "atelier.ingest.schema",
                        "atelier.ingest.reading",
                        "atelier.ingest.following")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(classes);
    }
}
