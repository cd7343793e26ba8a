package atelier.designs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DesignsArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atelier.designs");

    @Test
    void theHeartKnowsNoFrameworkNoSqlAndNoJson() {
        classes()
                .that()
                .resideInAPackage("atelier.designs.design")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "atelier.designs.design",
                        "atelier.events",
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStorePreparesStatements() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.designs.store")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.PreparedStatement")
                .check(CLASSES);
    }

    @Test
    void onlyTheProcessKnowsHowItsLinesAreShipped() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.designs")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("atelier.logship..")
                .check(CLASSES);
    }

    @Test
    void theRoomsHaveNoCycles() {
        slices().matching("atelier.designs.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void seesNeitherAnotherServiceNorTheTestServers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("atelier.orders..", "atelier.ingest..", "atelier.console..", "atelier.devstack..")
                .check(CLASSES);
    }
}
