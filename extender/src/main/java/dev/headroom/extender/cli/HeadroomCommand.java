package dev.headroom.extender.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code headroom} without its subcommands. */
@Command(
        name = "headroom",
        description = "A Kubernetes scheduler extender that places pods by predicted memory.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All went well.",
            "1:The answer is no: a file has problems, a pod is not known, a test failed.",
            "2:The command line is wrong.",
            "3:Out of memory.",
            "4:Something that is needed cannot be reached or read.",
            "70:A fault in Headroom itself."
        },
        footer = {
            "",
            "The script ./headroom of the sources has besides:",
            "  verify               all tests, the real control plane included",
            "  verify-reproducible  builds twice and compares the JARs",
            "  bench                measures Headroom beside its peers"
        })
public final class HeadroomCommand {

    private HeadroomCommand() {}

    /** The command line with these subcommands, objects that picocli's {@link Command} annotates. */
    public static CommandLine with(List<Object> subcommands) {
        CommandLine commandLine = new CommandLine(new HeadroomCommand());
        subcommands.forEach(commandLine::addSubcommand);
        FailureHandler failures = new FailureHandler();
        return commandLine
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
    }
}
