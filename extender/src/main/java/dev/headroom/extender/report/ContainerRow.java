package dev.headroom.extender.report;

import dev.headroom.predict.ContainerForecast;
import java.util.List;

/**
 * A container in the report. Bytes and shares of 1; {@link Double#NaN}, in JSON null, where something is not known.
 *
 * @param workload what it is a replica of; its own name if nothing
 * @param nowBytes resident, or the working set where it exports none
 * @param p50Bytes median of the highest memory within the horizon
 * @param limitBytes as the kernel has it, else as specified; 0 for none
 * @param requestBytes 0 for none
 * @param limitOomProbability within the horizon
 * @param highestOomProbability of all forecasts that were made for the report
 * @param restarts that were seen
 * @param cores CPU in use
 * @param gcCores of them by the garbage collector
 * @param flags their names, in the order of {@link dev.headroom.predict.Flag}
 */
public record ContainerRow(
        String name,
        String namespace,
        String pod,
        String container,
        String node,
        String workload,
        Risk risk,
        double nowBytes,
        double p50Bytes,
        double p95Bytes,
        double limitBytes,
        double requestBytes,
        double limitOomProbability,
        double highestOomProbability,
        int restarts,
        double cores,
        double gcCpuFraction,
        double gcCores,
        double confidence,
        double dataAgeSeconds,
        List<String> flags) {

    public ContainerRow {
        flags = List.copyOf(flags);
    }

    static ContainerRow of(Surveyed found) {
        ContainerForecast forecast = found.newest();
        boolean known = forecast.confidence() > 0;
        double p95 = known ? forecast.p95Bytes() : Double.NaN;
        double oom = known ? forecast.limitOomProbability() : Double.NaN;
        double gc = forecast.gcCpuFraction();
        var subject = found.subject();
        return new ContainerRow(
                subject.name(),
                subject.namespace(),
                subject.pod(),
                subject.container(),
                subject.node(),
                subject.workload().isEmpty() ? subject.name() : subject.workload(),
                Risk.of(p95, found.limit(), oom, found.highestOom(), found.restarts(), gc, forecast.flags()),
                found.nowBytes(),
                known ? forecast.p50Bytes() : Double.NaN,
                p95,
                found.limit(),
                subject.spec().requestBytes(),
                oom,
                found.highestOom(),
                found.restarts(),
                found.cores(),
                gc,
                gc * found.cores(),
                known ? forecast.confidence() : 0,
                known ? forecast.dataAgeMillis() / 1000.0 : Double.NaN,
                Advice.names(forecast.flags()));
    }
}
