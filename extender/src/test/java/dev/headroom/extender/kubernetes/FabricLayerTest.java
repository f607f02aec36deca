package dev.headroom.extender.kubernetes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FabricLayerTest {

    // Names of foreign classes are enough; reading fabric8's thousands of them takes half a minute.
    private final JavaClasses main = ArchConfiguration.withThreadLocalScope(configuration -> {
        configuration.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.headroom");
    });

    @Test
    @DisplayName("fabric8 stands behind one package")
    void fabricBehindOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.headroom.extender.kubernetes")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(main);
    }

    @Test
    @DisplayName("what is computed from a pod's fields knows the API and the JDK only")
    void podArithmeticIsPure() {
        classes()
                .that()
                .resideInAPackage("dev.headroom.extender.pod")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.headroom.extender.pod", "dev.headroom.api", "java..", "org.jspecify..")
                .check(main);
    }

    @Test
    @DisplayName("the state knows neither Kubernetes nor where telemetry comes from nor HTTP")
    void stateKnowsNoSource() {
        noClasses()
                .that()
                .resideInAPackage("dev.headroom.extender.state")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.headroom.extender.kubernetes",
                        "dev.headroom.extender.telemetry",
                        "io.vertx..",
                        "java.net..",
                        "com.fasterxml..")
                .check(main);
    }
}
