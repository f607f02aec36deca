package dev.headroom.extender;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of the process and who may know whom, as docs/architecture.md says. */
class LayerTest {

    private static final String BASE = "dev.headroom.extender.";

    // Names of foreign classes are enough; reading fabric8's thousands of them takes half a minute.
    private final JavaClasses main = ArchConfiguration.withThreadLocalScope(configuration -> {
        configuration.setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.headroom.extender");
    });

    @Test
    void packagesKnowOnlyWhatStandsBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("root")
                .definedBy("dev.headroom.extender")
                .layer("cli")
                .definedBy(BASE + "cli")
                .layer("demo")
                .definedBy(BASE + "demo")
                .layer("ops")
                .definedBy(BASE + "ops")
                .layer("http")
                .definedBy(BASE + "http")
                .layer("verbs")
                .definedBy(BASE + "verbs")
                .layer("decisions")
                .definedBy(BASE + "decisions")
                .layer("kubernetes")
                .definedBy(BASE + "kubernetes")
                .layer("telemetry")
                .definedBy(BASE + "telemetry..")
                .layer("forecast")
                .definedBy(BASE + "forecast")
                .layer("backtest")
                .definedBy(BASE + "backtest")
                .layer("doctor")
                .definedBy(BASE + "doctor")
                .layer("report")
                .definedBy(BASE + "report")
                .layer("wake")
                .definedBy(BASE + "wake")
                .layer("timeline")
                .definedBy(BASE + "timeline")
                .layer("state")
                .definedBy(BASE + "state")
                .layer("lifecycle")
                .definedBy(BASE + "lifecycle")
                .layer("pod")
                .definedBy(BASE + "pod")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("demo")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("ops")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("root", "ops")
                .whereLayer("kubernetes")
                .mayOnlyBeAccessedByLayers("root")
                .whereLayer("telemetry")
                .mayOnlyBeAccessedByLayers("root", "kubernetes", "forecast", "cli")
                .whereLayer("forecast")
                .mayOnlyBeAccessedByLayers("root", "cli", "report", "backtest")
                .whereLayer("backtest")
                .mayOnlyBeAccessedByLayers("root", "cli")
                .whereLayer("doctor")
                .mayOnlyBeAccessedByLayers("root", "ops", "cli")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("root", "cli")
                .whereLayer("verbs")
                .mayOnlyBeAccessedByLayers("root", "http")
                .whereLayer("decisions")
                .mayOnlyBeAccessedByLayers("root", "verbs", "ops", "cli", "wake", "report", "doctor")
                .whereLayer("wake")
                .mayOnlyBeAccessedByLayers("root", "kubernetes")
                .whereLayer("timeline")
                .mayOnlyBeAccessedByLayers("root", "ops")
                .check(main);
    }

    @Test
    void sourcesOfTelemetryDoNotKnowEachOtherInCircles() {
        slices().matching(BASE + "telemetry.(*)..").should().beFreeOfCycles().check(main);
    }
}
