package atelier.orders;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class OrdersArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atelier.orders");

    @Test
    void theHeartKnowsNoFrameworkNoSqlAndNoJson() {
        classes()
                .that()
                .resideInAPackage("atelier.orders.order")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "atelier.orders.order",
                        "atelier.events",
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStorePreparesStatements() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.orders.store")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.PreparedStatement")
                .check(CLASSES);
    }

    @Test
    void onlyTheProcessKnowsHowItsLinesAreShipped() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.orders")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("atelier.logship..")
                .check(CLASSES);
    }

    @Test
    void theRoomsHaveNoCycles() {
        slices().matching("atelier.orders.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void seesNeitherAnotherServiceNorTheTestServers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("atelier.designs..", "atelier.ingest..", "atelier.console..", "atelier.devstack..")
                .check(CLASSES);
    }
}
