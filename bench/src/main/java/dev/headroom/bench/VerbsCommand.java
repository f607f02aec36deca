package dev.headroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.runtime.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headroom bench verbs}. */
@Command(
        name = "verbs",
        description = "Filter and prioritize of 500 names: Headroom, a Vert.x echo and a Go extender, taking turns.",
        mixinStandardHelpOptions = true)
final class VerbsCommand implements Callable<Integer> {

    private static final int MOST_REQUESTS = 1_000_000;

    private final Ticker ticker;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--requests",
            defaultValue = "20000",
            description = "Measured requests per verb and server, 100 to 1000000; default ${DEFAULT-VALUE}.")
    private int requests;

    @Option(
            names = "--warm-up",
            defaultValue = "5000",
            description = "Requests before those, 0 to 1000000; default ${DEFAULT-VALUE}.")
    private int warmUp;

    VerbsCommand(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public Integer call() throws IOException {
        requireWithin("--requests", requests, 100);
        requireWithin("--warm-up", warmUp, 0);
        print(measure(ticker, warmUp, requests));
        return 0;
    }

    private void requireWithin(String option, int value, int least) {
        if (value < least || value > MOST_REQUESTS) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", allowed is " + least + " to " + MOST_REQUESTS);
        }
    }

    static VerbsBench.Result measure(Ticker ticker, int warmUp, int requests) throws IOException {
        return new VerbsBench(ticker, warmUp, requests).run(goEcho());
    }

    static void print(VerbsBench.Result result) {
        for (Map.Entry<String, JsonNode> row : result.details().properties()) {
            if (row.getValue().isObject()) {
                System.out.printf(
                        "%-36s p50 %8.1f  p90 %8.1f  p99 %8.1f  max %10.1f%n",
                        row.getKey(),
                        row.getValue().get("p50").doubleValue(),
                        row.getValue().get("p90").doubleValue(),
                        row.getValue().get("p99").doubleValue(),
                        row.getValue().get("max").doubleValue());
            } else {
                System.out.printf("%-36s %s%n", row.getKey(), row.getValue());
            }
        }
        result.figures().forEach((id, value) -> System.out.printf("%-48s %.3f%n", id, value));
    }

    /** Builds the Go extender if it is not in the cache; its path. */
    private static String goEcho() throws IOException {
        Process build = new ProcessBuilder("e2e/control-plane/go-program", "bench/echo")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String path = null;
        try (BufferedReader out = build.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                path = line;
            }
        }
        if (path == null) {
            throw new IOException("the Go extender was not built; run this from the project's root");
        }
        return path;
    }
}
