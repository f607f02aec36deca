package dev.headroom.extender.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code headroom version}. */
@Command(name = "version", description = "Prints the version of Headroom and of Java.")
public final class VersionCommand implements IVersionProvider, Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public String[] getVersion() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return new String[] {
            "headroom " + Objects.requireNonNullElse(version, "(not packaged)") + ", Java " + Runtime.version()
        };
    }

    @Override
    public void run() {
        spec.commandLine().getOut().println(getVersion()[0]);
    }
}
