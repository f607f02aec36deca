package dev.headroom.extender.cli;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.decisions.ExplanationJson;
import dev.headroom.extender.doctor.Check;
import dev.headroom.extender.doctor.ConfigurationCheck;
import dev.headroom.extender.doctor.Diagnosis;
import dev.headroom.extender.doctor.DoctorText;
import dev.headroom.extender.doctor.Examination;
import dev.headroom.runtime.PluginRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headroom doctor}. */
@Command(
        name = "doctor",
        description = "Looks at all that a running Headroom needs: nodes and pods, each source of measurements, when"
                + " kube-scheduler last called each verb, whether the configuration takes effect. The exit code is 1 if"
                + " anything does not work.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    enum Form {
        TEXT,
        JSON
    }

    private record Checks(String version, boolean failed, List<Check> checks) {}

    @Option(
            names = "--ops",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8889",
            description = "Headroom's operations port; default ${DEFAULT-VALUE}.")
    private String ops = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A configuration, to see whether it is the one that runs.")
    private @Nullable Path config;

    @Option(names = "-o", paramLabel = "FORM", defaultValue = "text", description = "text or json; default text.")
    private Form form = Form.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PluginRegistry registry;

    /** @param registry of the plugins that a configuration may name */
    public DoctorCommand(PluginRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Integer call() {
        HeadroomConfiguration written = config == null ? null : ConfigurationFile.read(config, registry);
        Diagnosis diagnosis = diagnosis();
        List<Check> checks = new ArrayList<>(Examination.of(diagnosis));
        if (written != null) {
            checks.add(ConfigurationCheck.of(String.valueOf(config), written, diagnosis));
        }
        boolean failed = checks.stream().anyMatch(check -> check.level() == Check.Level.FAIL);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (form) {
                    case TEXT -> PlainText.of(DoctorText.of(checks));
                    case JSON ->
                        new String(
                                        ExplanationJson.write(new Checks(diagnosis.version(), failed, checks)),
                                        StandardCharsets.UTF_8)
                                + "\n";
                });
        out.flush();
        return failed ? ExitCode.REFUSED : ExitCode.OK;
    }

    private Diagnosis diagnosis() {
        OpsClient client;
        try {
            client = new OpsClient(ops, "--ops");
        } catch (IllegalArgumentException noUrl) {
            throw new ParameterException(spec.commandLine(), "Option --ops is '" + ops + "': " + noUrl.getMessage());
        }
        byte[] body = client.get("/api/doctor", Map.of());
        try {
            Diagnosis diagnosis = ExplanationJson.read(body, Diagnosis.class);
            // Jackson leaves null where the JSON has nothing.
            if (Optional.ofNullable(diagnosis.nodes()).isPresent()
                    && Optional.ofNullable(diagnosis.pods()).isPresent()) {
                return diagnosis;
            }
        } catch (IOException notAnAnswer) {
            // The same as an answer without anything in it.
        }
        throw CliFailure.unavailable(ops + " answered with something that is no diagnosis", "Maybe it is no Headroom");
    }
}
