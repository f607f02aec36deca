package dev.headroom.extender;

import dev.headroom.extender.cli.BacktestCommand;
import dev.headroom.extender.cli.ConfigCommand;
import dev.headroom.extender.cli.DoctorCommand;
import dev.headroom.extender.cli.ExplainCommand;
import dev.headroom.extender.cli.ForecastCommand;
import dev.headroom.extender.cli.HeadroomCommand;
import dev.headroom.extender.cli.ReportCommand;
import dev.headroom.extender.cli.ServeCommand;
import dev.headroom.extender.cli.VersionCommand;
import dev.headroom.extender.demo.DemoCommand;
import dev.headroom.extender.forecast.PrometheusForecasts;
import dev.headroom.extender.forecast.PrometheusPast;
import dev.headroom.predict.MemoryModel;
import dev.headroom.runtime.PluginRegistry;
import dev.headroom.runtime.SystemClock;
import java.util.List;

/** Puts the command line together. A new subcommand is a line here. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        PluginRegistry registry = PluginCatalog.registry();
        SystemClock clock = new SystemClock();
        boolean colours = System.console() != null && System.getenv("NO_COLOR") == null;
        ForecastCommand.PrometheusOpener prometheus = (url, interval) ->
                new PrometheusForecasts(url, interval, clock, line -> System.err.println("headroom: " + line));
        List<Object> subcommands = List.of(
                new ServeCommand(registry, new Serve(clock)),
                new DemoCommand(new DemoStarter(clock), registry, clock, System.out, colours),
                new ConfigCommand(registry),
                new ExplainCommand(),
                new ForecastCommand(MemoryModel::new, clock, prometheus),
                new ReportCommand(MemoryModel::new, clock, prometheus),
                new BacktestCommand(MemoryModel::new, (url, from, to) -> new PrometheusPast(url, from, to, clock)),
                new DoctorCommand(registry),
                new VersionCommand());
        // Exits although threads of libraries may live on.
        System.exit(HeadroomCommand.with(subcommands).execute(args));
    }
}
