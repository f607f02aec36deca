package dev.headroom.predict;

/**
 * How much a container holds now, from what its program says and what the kernel says of its cgroup. The program's word is
 * taken where it can be true: the kernel's account bounds it from both sides. Bytes; not thread-safe.
 */
final class ResidentLevel {

    /**
     * Resident pages of the program's file that its cgroup is not charged for, where nothing says how many: 8.4 to
     * 8.6 MiB in 20 kinds of Go programs with client_golang.
     */
    private static final double FILE_PAGES = 8.5 * (1 << 20);

    /** Of a runtime that does not say what is resident beside what it holds: 4.7 to 5.3 MiB in the same programs. */
    private static final double OUTSIDE_RUNTIME = 5 << 20;

    /** Beyond this the kernel's account is too old to contradict a program: a Prometheus tells it every 30 s. */
    private static final long FRESH_MILLIS = 45_000;

    /** After this without a word of the program the kernel's account stands in; or after 1.6 of its intervals. */
    private static final long SILENT_MILLIS = 8_000;

    private static final double SILENT_INTERVALS = 1.6;

    /** Shared pages that a program may show and its cgroup is not charged for. */
    private static final double MOST_SHARED = 32 << 20;

    /** In so many seconds a program that grows fast may double between the kernel's account and its own word. */
    private static final double DOUBLES_SECONDS = 15;

    /** Beside anonymous memory a cgroup is charged so much for page tables, stacks and sockets. */
    private static final double LITTLE_CACHE = 16 << 20;

    private double now = Double.NaN;
    private long at;
    private long saidAt;
    private boolean reported;
    private long accountedAt;
    private double usage = Double.NaN;
    private double mappedFile;
    private double need;
    private double filePages = FILE_PAGES;
    private double peak;
    private double saidBytes = Double.NaN;
    private double interval;

    // The kernel's last account of anonymous memory, until the program's next word tells what was resident then.
    private double openAnon = Double.NaN;
    private long openAt;

    /** A scrape of the program. @param held what its runtime holds, NaN unknown. @return whether the level is known anew */
    boolean said(Sample sample, double held) {
        double resident = sample.get(Signal.RESIDENT);
        if (!Double.isNaN(resident)) {
            double believed = bounded(sample.atMillis(), resident);
            pair(sample.atMillis(), believed, believed == resident);
            interval = saidAt == 0 ? 0 : sample.atMillis() - saidAt;
            reported = true;
            saidAt = sample.atMillis();
            saidBytes = believed;
            set(sample.atMillis(), believed);
            return true;
        }
        if (!reported && accountedAt == 0 && !Double.isNaN(held)) {
            set(sample.atMillis(), held + OUTSIDE_RUNTIME);
            return true;
        }
        return false;
    }

    /** What was resident when the kernel counted lies between the program's word before and the one after. */
    private void pair(long atMillis, double bytes, boolean believable) {
        if (believable
                && !Double.isNaN(openAnon)
                && !Double.isNaN(saidBytes)
                && openAt >= saidAt
                && atMillis > saidAt) {
            double share = (double) (openAt - saidAt) / (atMillis - saidAt);
            double then = saidBytes + (bytes - saidBytes) * share;
            filePages += (Math.max(0, then - openAnon) - filePages) * 0.2;
        }
        openAnon = Double.NaN;
    }

    /** The kernel's account of the cgroup. @return whether the level is known anew */
    boolean accounted(Sample sample) {
        accountedAt = sample.atMillis();
        usage = sample.get(Signal.USAGE);
        mappedFile = sample.get(Signal.MAPPED_FILE, 0);
        double anon = sample.get(Signal.ANON);
        // A memory-backed volume is charged and no program shows it.
        need = Double.isNaN(anon) ? sample.get(Signal.WORKING_SET, 0) : anon + sample.get(Signal.SHMEM, 0);
        // After one word nobody knows when the next one is due.
        double patience = interval == 0 ? FRESH_MILLIS : Math.max(SILENT_MILLIS, SILENT_INTERVALS * interval);
        boolean silent = !reported || sample.atMillis() - saidAt > patience;
        if (!silent) {
            openAnon = anon;
            openAt = sample.atMillis();
            return false;
        }
        openAnon = Double.NaN;
        if (!Double.isNaN(anon)) {
            double pages = reported ? filePages : Math.max(FILE_PAGES, sample.get(Signal.MAPPED_FILE, 0));
            filePages = pages;
            set(sample.atMillis(), anon + pages);
            return true;
        }
        double workingSet = sample.get(Signal.WORKING_SET, sample.get(Signal.USAGE));
        if (!Double.isNaN(workingSet)) {
            filePages = 0;
            set(sample.atMillis(), workingSet);
            return true;
        }
        return false;
    }

    /** What was reached between two looks, if the kernel's peak rose since the last account; NaN if it did not. */
    double reachedBetween(Sample sample) {
        // The peak counts page cache, too, which is no need.
        double cache = sample.get(Signal.USAGE) - sample.get(Signal.ANON) - sample.get(Signal.SHMEM, 0) - LITTLE_CACHE;
        double seen = sample.get(Signal.PEAK) - (cache > 0 ? cache : 0);
        double reached = seen > peak * 1.005 && peak > 0 ? seen + filePages : Double.NaN;
        peak = Double.isNaN(seen) ? peak : seen;
        return reached;
    }

    /** NaN if nothing is known. */
    double now() {
        return now;
    }

    long at() {
        return at;
    }

    boolean isKnown() {
        return !Double.isNaN(now);
    }

    /** Whether the program said it, not the kernel's account of its cgroup. */
    boolean isReported() {
        return reported;
    }

    /** What is resident and not charged to the cgroup: by so much the limit lies higher, seen from resident memory. */
    double filePages() {
        return filePages;
    }

    /** The least that the container needs by the kernel's word, which no program can forge; 0 unknown. */
    double floor(long nowMillis) {
        return accountedAt == 0 || nowMillis - accountedAt > FRESH_MILLIS ? 0 : need;
    }

    void restart() {
        peak = 0;
        now = Double.NaN;
        saidBytes = Double.NaN;
        openAnon = Double.NaN;
        reported = false;
        saidAt = 0;
    }

    private void set(long atMillis, double bytes) {
        now = bytes;
        at = atMillis;
    }

    private double bounded(long atMillis, double resident) {
        if (atMillis - accountedAt > FRESH_MILLIS || Double.isNaN(usage)) {
            return resident;
        }
        double growth = Math.pow(2, (atMillis - accountedAt) / 1000.0 / DOUBLES_SECONDS);
        double most = usage * growth + mappedFile + MOST_SHARED;
        return Math.min(resident, most);
    }
}
