package dev.headroom.extender.report;

import dev.headroom.extender.forecast.JsonForecasts;
import dev.headroom.predict.Flag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The replicas of one workload: the highest of each figure, as they share a template, but the sum of the CPU. Bytes and
 * shares of 1; {@link Double#NaN}, in JSON null, where something is not known.
 *
 * @param worst the name of the container that is worst off
 * @param gcCpuFraction the collector's share of the CPU that all use
 * @param advice of all flags, each once
 * @param settings what to set in the template
 */
public record WorkloadRow(
        String name,
        int containers,
        Risk risk,
        String worst,
        double nowBytes,
        double p95Bytes,
        double limitBytes,
        double requestBytes,
        double limitOomProbability,
        double highestOomProbability,
        int restarts,
        double cores,
        double gcCpuFraction,
        double gcCores,
        List<Advice> advice,
        List<Setting> settings) {

    /** The worst first. */
    static final Comparator<WorkloadRow> BY_RISK = Comparator.comparing(WorkloadRow::risk)
            .thenComparing(Comparator.comparingDouble(WorkloadRow::sortedOom).reversed())
            .thenComparing(Comparator.comparingDouble(WorkloadRow::ofLimit).reversed())
            .thenComparing(WorkloadRow::name);

    public WorkloadRow {
        advice = List.copyOf(advice);
        settings = List.copyOf(settings);
    }

    /** A workload under construction. */
    static final class Builder {

        private static final List<String> SAID_BY_SETTING =
                Advice.names(List.of(Flag.GOMEMLIMIT_MISSING, Flag.GOMEMLIMIT_TOO_HIGH, Flag.GOMEMLIMIT_ZERO));

        private final List<ContainerRow> rows = new ArrayList<>();
        private Facts facts = Facts.NOTHING;

        void add(ContainerRow row, Facts ofRow) {
            rows.add(row);
            facts = facts.max(ofRow);
        }

        WorkloadRow build() {
            ContainerRow worst = rows.stream()
                    .min(Comparator.comparing(ContainerRow::risk)
                            .thenComparing(row -> -row.highestOomProbability())
                            .thenComparing(ContainerRow::name))
                    .orElseThrow();
            Set<String> flags = new LinkedHashSet<>();
            double cores = Double.NaN;
            double gcCores = Double.NaN;
            double measured = 0;
            for (ContainerRow row : rows) {
                flags.addAll(row.flags());
                cores = plus(cores, row.cores());
                gcCores = plus(gcCores, row.gcCores());
                measured += Double.isNaN(row.gcCores()) ? 0 : row.cores();
            }
            List<Setting> settings = Settings.of(facts);
            return new WorkloadRow(
                    worst.workload(),
                    rows.size(),
                    worst.risk(),
                    worst.name(),
                    highest(ContainerRow::nowBytes),
                    highest(ContainerRow::p95Bytes),
                    highest(ContainerRow::limitBytes),
                    highest(ContainerRow::requestBytes),
                    highest(ContainerRow::limitOomProbability),
                    highest(ContainerRow::highestOomProbability),
                    rows.stream().mapToInt(ContainerRow::restarts).sum(),
                    cores,
                    measured > 0 ? gcCores / measured : Double.NaN,
                    gcCores,
                    advice(flags, settings),
                    settings);
        }

        /** Without what the settings say better, and without what needs nothing. */
        private static List<Advice> advice(Set<String> flags, List<Setting> settings) {
            boolean says = settings.stream().anyMatch(setting -> setting.what().equals(Settings.GOMEMLIMIT));
            return Advice.of(flags).stream()
                    .filter(advice -> !advice.flag().equals(JsonForecasts.name(Flag.WARMING_UP)))
                    .filter(advice -> !says || !SAID_BY_SETTING.contains(advice.flag()))
                    .toList();
        }

        private double highest(ToDoubleFunction<ContainerRow> figure) {
            return rows.stream().mapToDouble(figure).reduce(Double.NaN, Facts::larger);
        }

        private static double plus(double sum, double value) {
            return Double.isNaN(value) ? sum : Double.isNaN(sum) ? value : sum + value;
        }
    }

    /** p95 as a share of the limit; 0 without a limit. */
    double ofLimit() {
        return limitBytes > 0 && p95Bytes > 0 ? p95Bytes / limitBytes : 0;
    }

    private double sortedOom() {
        return Double.isNaN(limitOomProbability) ? 0 : limitOomProbability;
    }
}
