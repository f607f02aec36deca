package dev.headroom.extender.report;

import dev.headroom.extender.decisions.Amounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Figures as people read them; what is not known is a hyphen. */
final class Words {

    private Words() {}

    static String bytes(double bytes) {
        return Double.isFinite(bytes) ? Amounts.bytes(bytes) : "-";
    }

    /** Of a limit or a request: 0 is none. */
    static String bound(double bytes) {
        return bytes == 0 ? "none" : bytes(bytes);
    }

    static String percent(double share) {
        return Double.isFinite(share) ? Amounts.plain(100 * share) + " %" : "-";
    }

    static String cores(double cores) {
        return Double.isFinite(cores) ? String.format(Locale.ROOT, "%.3f", cores) : "-";
    }

    static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    static String headline(Report report) {
        Report.Summary summary = report.summary();
        return count(summary.workloads(), "workload") + ", " + count(summary.containers(), "container") + " on "
                + count(summary.nodes(), "node") + ": " + summary.atRisk() + " at risk, " + summary.look()
                + " worth a look, " + summary.well() + " well, " + summary.unknown() + " not known.";
    }

    static String garbage(Report report) {
        Report.Summary summary = report.summary();
        return Double.isNaN(summary.gcCores())
                ? "Nothing is known of the garbage collectors' CPU."
                : "Garbage collectors take " + cores(summary.gcCores()) + " of " + cores(summary.cores())
                        + " CPU cores in use, " + percent(summary.gcCores() / summary.cores()) + ".";
    }
}
