package dev.headroom.bench.accuracy;

import dev.headroom.runtime.SystemClock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code headroom bench accuracy}. */
@Command(
        name = "accuracy",
        description = "Measures forecasts against real Go programs under real limits.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AccuracyCommand {

    private AccuracyCommand() {}

    /** The command with its subcommands. */
    public static CommandLine create(SystemClock clock) {
        return new CommandLine(new AccuracyCommand())
                .addSubcommand(new RecordCommand(clock))
                .addSubcommand(new EvaluateCommand());
    }
}
