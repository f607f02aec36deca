package dev.headroom.extender.cli;

import dev.headroom.extender.decisions.ExplainAnswer;
import dev.headroom.extender.decisions.ExplanationJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headroom explain}. */
@Command(
        name = "explain",
        description = "Says why a pod is on its node, and why not on another one, with the numbers.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

    private static final String UID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    enum Output {
        TABLE,
        JSON
    }

    @Parameters(paramLabel = "POD", description = "The pod's name, NAMESPACE/NAME, or UID.")
    private String pod = "";

    @Option(
            names = "--against",
            paramLabel = "NODE",
            description = "The node to compare with; without it the best one that was not chosen.")
    private @Nullable String against;

    @Option(
            names = {"-n", "--namespace"},
            defaultValue = "default",
            description = "The pod's namespace; default ${DEFAULT-VALUE}.")
    private String namespace = "";

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table or json; default ${DEFAULT-VALUE}.")
    private Output output = Output.TABLE;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8889",
            description = "Headroom's operations port; default ${DEFAULT-VALUE}.")
    private String server = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("pod", pod.contains("/") || pod.matches(UID) ? pod : namespace + "/" + pod);
        if (against != null) {
            parameters.put("against", against);
        }
        byte[] body = client().get("/explain", parameters);
        ExplainAnswer answer = parsed(body);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (output) {
                    case JSON -> new String(body, StandardCharsets.UTF_8).stripTrailing() + "\n";
                    case TABLE -> ExplainTable.of(answer);
                });
        out.flush();
        return ExitCode.OK;
    }

    private OpsClient client() {
        try {
            return new OpsClient(server, "--server");
        } catch (IllegalArgumentException noUrl) {
            throw new ParameterException(
                    spec.commandLine(), "Option --server is '" + server + "': " + noUrl.getMessage());
        }
    }

    private ExplainAnswer parsed(byte[] body) {
        try {
            ExplainAnswer answer = ExplanationJson.read(body, ExplainAnswer.class);
            // Jackson leaves null where the JSON has nothing.
            if (Optional.ofNullable(answer.explanation()).isPresent()) {
                return answer;
            }
        } catch (IOException notAnAnswer) {
            // The same as an answer without an explanation in it.
        }
        throw CliFailure.unavailable(
                server + " answered with something that is no explanation", "Maybe it is no Headroom");
    }
}
