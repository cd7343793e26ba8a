package atelier.logs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LogReadingArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("atelier.logs");

    @Test
    void needsNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "atelier.logs..",
                        "java.lang..",
                        "java.math",
                        "java.io..",
                        "java.net",
                        "java.nio..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyTheClientOpensConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.logs.clickhouse")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net")
                .check(CLASSES);
    }

    @Test
    void theRoomsHaveNoCycles() {
        slices().matching("atelier.logs.(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}
