package dev.headroom.extender.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs a command line and keeps what it prints. */
record Terminal(int exitCode, String out, String err) {

    static Terminal run(List<Object> subcommands, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = HeadroomCommand.with(subcommands)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
        return new Terminal(exitCode, out.toString(), err.toString());
    }
}
