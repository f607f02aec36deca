package dev.headroom.extender;

import dev.headroom.extender.cli.ConfigCommand;
import dev.headroom.extender.cli.HeadroomCommand;
import dev.headroom.extender.cli.VersionCommand;
import dev.headroom.runtime.PluginRegistry;
import java.util.List;

/** Puts the command line together. A new subcommand is a line here. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PluginRegistry registry = PluginCatalog.registry();
        List<Object> subcommands = List.of(new ConfigCommand(registry), new VersionCommand());
        // Exits although threads of libraries may live on.
        System.exit(HeadroomCommand.with(subcommands).execute(args));
    }
}
