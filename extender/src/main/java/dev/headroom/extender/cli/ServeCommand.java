package dev.headroom.extender.cli;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.runtime.PluginRegistry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom serve}. */
@Command(
        name = "serve",
        description = "Answers kube-scheduler's filter, prioritize and preempt until it gets SIGTERM.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    /** What serving is; returns after the process was told to stop and has drained. */
    @FunctionalInterface
    public interface Server {

        /**
         * @param kubeconfig where the cluster is; null for the surroundings' own (in a pod its service account)
         * @return the exit code
         * @throws CliFailure if something that is needed cannot be reached
         */
        int serve(HeadroomConfiguration configuration, @Nullable Path kubeconfig);
    }

    private final PluginRegistry registry;
    private final Server server;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration; `headroom config default` prints one.")
    private Path config = Path.of("");

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Where the cluster is. Without it: KUBECONFIG, then the pod's service account.")
    private @Nullable Path kubeconfig;

    public ServeCommand(PluginRegistry registry, Server server) {
        this.registry = registry;
        this.server = server;
    }

    @Override
    public Integer call() {
        HeadroomConfiguration configuration = ConfigurationFile.read(config, registry);
        return server.serve(configuration, kubeconfig);
    }
}
