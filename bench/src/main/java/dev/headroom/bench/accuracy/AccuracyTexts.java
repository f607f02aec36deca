package dev.headroom.bench.accuracy;

/** The parts of {@code docs/accuracy.md} that do not change from one evaluation to the next. */
final class AccuracyTexts {

    /** Runs, instants, hours, kills, commit, model's commit, seed, date, machine. */
    static final String HEAD = """
            # How right the forecasts are

            <!-- Made by `./headroom bench accuracy`; to change the reasons for goals that were not reached, edit
            bench/results/accuracy-reasons.json and run `./headroom bench accuracy page`. -->

            %s Go programs that behave like real services ran in real memory cgroups, were scraped every 5 s, and their
            resident memory was sampled every 100 ms: %d instants in %s program-hours, %s programs killed by the kernel at
            their limit. Their parameters are drawn from seeds that nobody chose: they follow from the hash of the model's
            commit.

            Measured at commit `%s`, the model's commit is `%s`, the first seed %d, on %s, on %s.
            """;

    static final String DEFINITIONS = """

            ## Definitions

            - **Forecast**: at every scrape from a program's age of 60 s on, the failed ones too, from what was known then,
              on the path that the service itself takes. **Truth**: the highest resident memory in (t, t + 60 s]. Instants
              whose window the end of the recording cuts off are left out; a kill cuts nothing off: what the program reached
              before it died is the highest it reached.
            - **Error** = |p50 − truth| / truth, mean per program. *Steady*: the truth moves less than 10 % over the
              program's run, by its highest and lowest; `steady.*` are the median and the worst of their means. *Moving*:
              all others, their instants pooled. `moving.skill` = 1 − error / lowest error of a baseline, the ablation
              included.
            - **Coverage**: share of all instants whose truth is at most p95. **Width** = mean(p95 / truth), the baselines
              multiplied by the factor at which they cover exactly as many instants; `p95.width_ratio` is against the
              narrowest of them.
            - `heap_goal_error`: |goal forecast at t for t + 60 s − goal exported at t + 60 s| / the latter, mean per steady
              program, mean over programs. `gc_cpu_error_points`: |forecast share − (GC − idle marking) / (total − idle −
              idle marking)| of the CPU seconds exported at t and t + 60 s, in percentage points, mean per program that
              exports them, mean over programs. A scrape within 2.5 s counts as that of t + 60 s.
            - `new_replica_error`: replicas that start when a sibling is at least 60 s old; the forecast before the replica's
              first sample, from its siblings alone, and those at each of its scrapes below an age of 60 s; mean per
              replica, mean over replicas.
            - A kill is **visible** if resident memory rose by 2 % of the limit or more between 60 and 30 s before it, and
              **foretold** if `limitOomProbability` for 60 s was 0.5 or more at a scrape 120 to 30 s before it. A **false
              alarm** is a crossing of 0.5 without kill or stall in the next 120 s; a stall is a scrape that failed while
              the program held 90 % of its limit or more. A crossing whose 120 s the end of the recording cuts off counts
              as false.
            - `node8.*`: eight programs in one real group; the forecast is the sum of their medians at each scrape of the
              first, the truth the highest sum of their resident memory in the next 60 s. `node8.ablation_skill` = 1 −
              error / error of the history-only model.
            - `runs.*` and all figures about single containers are of the programs that ran alone.

            Baselines, all bounded by the limit: last RSS; the highest of the last 5 minutes; VPA style, p90 of a histogram
            of the scraped values with a half-life of 24 h, times 1.15, in buckets of 1 %; N-sigma, mean + 5 standard
            deviations (the 5 of its authors' simulator) of the last 5 minutes; the reference's rule, heap objects · (1 +
            GOGC/100), the limit where that is above 0.9 of it; and Headroom itself with nothing but the history of resident
            memory (the ablation). A program that does not export its resident memory is seen by the baselines through the
            kubelet's anonymous memory plus 8 MiB of file pages.
            """;

    static final String MISMATCHES = """

            ## Where the reference's rule and the runtime do not match

            Two simulated processes with GOGC 100, 5 minutes of scrapes each, asked late in a cycle. The rule takes garbage
            for live heap, so that it sees a kill where the collector only runs; and it has no word for CPU that is burnt
            where memory is not.

            | case | heap objects | rule: goal, outcome | rule: resident | model: goal | model: p50 – p95 | model: P(OOM) | model: GC CPU, cycles |
            |---|---:|---|---:|---:|---:|---:|---|
            """;

    static final String PLOTS = """

            ## Plots

            At each scrape the band from p50 to p95 of the highest resident memory of the next 60 s; over it in black what that
            turned out to be. Grey: resident memory. Dashed: the limit. Orange ticks: scrapes that failed. Red bar: the kill.

            """;

    private AccuracyTexts() {}
}
