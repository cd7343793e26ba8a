package atelier.devstack.clickhouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private static final String FOREIGN = "java.lang.foreign..";

    @Test
    void staysInThisPackage() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("atelier");

        noClasses()
                .that()
                .resideOutsideOfPackage("atelier.devstack.clickhouse..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FOREIGN)
                .check(classes);
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.Chdb[A-Za-z]+(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FOREIGN)
                .check(classes);
    }
}
