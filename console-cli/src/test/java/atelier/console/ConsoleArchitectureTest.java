package atelier.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ConsoleArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atelier.console");

    @Test
    void onlyTopicsKnowsDeliveryAndOnlyItAndTheJourneysKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.console.topics")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("atelier.delivery..", "atelier.events..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("atelier.console.topics", "atelier.console.journey")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void seesNoServiceAndNoTestServers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("atelier.orders..", "atelier.designs..", "atelier.ingest..", "atelier.devstack..")
                .check(CLASSES);
    }

    @Test
    void onlyTheClientOpensConnectionsToClickHouse() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.console.journey")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Http.*|URL.*|http\\..*)")
                .check(CLASSES);
    }

    @Test
    void theCommandsDoNotKnowEachOther() {
        slices().matching("atelier.console.(logs|check|proof|topics|journey)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void theRoomsHaveNoCycles() {
        slices().matching("atelier.console.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
