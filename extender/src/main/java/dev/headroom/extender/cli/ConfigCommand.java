package dev.headroom.extender.cli;

import dev.headroom.config.ConfigurationWriter;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.runtime.PluginRegistry;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headroom config check|default}. */
@Command(
        name = "config",
        description = "Checks a configuration file, or prints the default one.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "check|default")
public final class ConfigCommand {

    private final PluginRegistry registry;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ConfigCommand(PluginRegistry registry) {
        this.registry = registry;
    }

    @Command(
            name = "check",
            description =
                    "Prints all problems of a configuration file to standard error; exit code 1 if there are any.",
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "FILE", description = "The file to check.") Path file) {
        HeadroomConfiguration configuration = ConfigurationFile.read(file, registry);
        spec.commandLine()
                .getOut()
                .println(file + " is good: " + configuration.profiles().size() + " profile(s)");
        return ExitCode.OK;
    }

    @Command(
            name = "default",
            description = "Prints a configuration file with every default and its meaning.",
            mixinStandardHelpOptions = true)
    int printDefault() {
        spec.commandLine().getOut().print(ConfigurationWriter.defaults());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
