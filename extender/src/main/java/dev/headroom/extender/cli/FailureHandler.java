package dev.headroom.extender.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a line on standard error and an exit code. */
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (thrown instanceof CliFailure failure) {
            print(err, String.valueOf(failure.getMessage()), failure.maybe());
            return failure.exitCode();
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        print(
                err,
                "a fault in Headroom: " + thrown + (trace.length == 0 ? "" : " at " + trace[0]),
                "Maybe this is worth a report; the line above says where it happened");
        return ExitCode.INTERNAL;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        String maybe = "Maybe `" + command.getCommandSpec().qualifiedName() + " --help` helps";
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            maybe = "Maybe you mean " + String.join(" or ", unmatched.getSuggestions());
        }
        print(command.getErr(), String.valueOf(wrong.getMessage()), maybe);
        return ExitCode.USAGE;
    }

    private static void print(PrintWriter err, @Nullable String message, String maybe) {
        err.println("headroom: " + message);
        if (!maybe.isEmpty()) {
            err.println(maybe);
        }
        err.flush();
    }
}
