package atelier.idempotency;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class IdempotencyArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atelier.idempotency");

    @Test
    void usesOnlyTransactionsAndProblems() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "atelier.delivery.consuming..",
                        "atelier.delivery.kafka..",
                        "atelier.delivery.relay..",
                        "atelier.events..",
                        "atelier.designs..",
                        "atelier.orders..",
                        "atelier.ingest..",
                        "atelier.testing..",
                        "atelier.devstack..")
                .check(classes);
    }
}
