package dev.headroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The framework's layers. A rule fails by itself if it finds no class to check. */
class ArchitectureTest {

    private static final String[] JDK_AND_API = {"java..", "org.jspecify..", "dev.headroom.api.."};

    private final JavaClasses framework = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.headroom");

    @Test
    void the_framework_knows_neither_vertx_nor_fabric8_nor_jackson() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.fabric8..", "com.fasterxml..", "tools.jackson..", "io.netty..")
                .check(framework);
    }

    @Test
    void the_api_depends_on_nothing_but_the_jdk() {
        onlyDependsOn("dev.headroom.api..", JDK_AND_API);
    }

    @Test
    void the_predictor_depends_on_the_api_only() {
        onlyDependsOn("dev.headroom.predict..", "dev.headroom.predict..", JDK_AND_API);
    }

    @Test
    void the_test_kit_depends_on_the_api_only() {
        onlyDependsOn("dev.headroom.testkit..", "dev.headroom.testkit..", JDK_AND_API);
    }

    @Test
    void api_predictor_and_test_kit_take_time_as_an_argument_and_do_no_io() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.headroom.api..", "dev.headroom.predict..", "dev.headroom.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.time..", "java.io..", "java.nio..", "java.net..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(framework);
    }

    private void onlyDependsOn(String layer, String own, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = own;
        System.arraycopy(others, 0, allowed, 1, others.length);
        onlyDependsOn(layer, allowed);
    }

    private void onlyDependsOn(String layer, String[] allowed) {
        classes()
                .that()
                .resideInAPackage(layer)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(framework);
    }
}
