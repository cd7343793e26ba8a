package atelier.problem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ProblemArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atelier");

    @Test
    void knowsNoneOfItsUsers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "atelier.events..",
                        "atelier.delivery..",
                        "atelier.logship..",
                        "atelier.designs..",
                        "atelier.orders..",
                        "atelier.ingest..")
                .check(classes);
    }
}
