package dev.headroom.predict;

/** Something about a container that its owner can mend. The name is what machines read, the advice what people do. */
public enum Flag {
    SQUEEZED(
            "the memory limit leaves the collector no room: it runs again and again",
            "Raise GOMEMLIMIT and the container's limit, or keep less alive."),
    LOW_EFFECTIVE_GOGC(
            "under pressure the heap goal is only 50 to 70 % above the live heap",
            "Raise GOMEMLIMIT or the limit; below 50 % the collector's CPU grows fast."),
    LONG_PAUSES(
            "the collector stops the program for more than 3 ms",
            "Look for CPU throttling first; raise the CPU limit or lower GOMAXPROCS."),
    MEMORY_PRESSURE(
            "more than 70 % of the limit is in use, or tasks wait for memory",
            "Raise the limit, or set GOMEMLIMIT so that the collector works before the kernel does."),
    GOMEMLIMIT_MISSING(
            "the container has a memory limit and the Go runtime does not know it",
            "Set GOMEMLIMIT to about 94 % of the limit: 480MiB for 512Mi."),
    GOMEMLIMIT_TOO_HIGH(
            "GOMEMLIMIT leaves less than 5 % of the limit for what is not the Go runtime's",
            "Set GOMEMLIMIT to about 94 % of the limit: 480MiB for 512Mi."),
    GOMEMLIMIT_ZERO("GOMEMLIMIT is 0: the collector runs without end", "Set GOMEMLIMIT to a size, or to off."),
    GOGC_OFF_WITHOUT_LIMIT(
            "GOGC is off and there is no GOMEMLIMIT: nothing is ever collected", "Set GOMEMLIMIT, or GOGC."),
    LEAK("what stays alive has grown without a pause", "Take two heap profiles some minutes apart and compare."),
    OFF_HEAP_UNEXPLAINED(
            "much of the resident memory is not the Go runtime's: cgo, mmap, tmpfs",
            "The collector cannot free it. Leave room for it below the limit: lower GOMEMLIMIT."),
    RESIDENT_ABOVE_GOMEMLIMIT(
            "resident memory is above GOMEMLIMIT",
            "The live heap or memory outside the heap is too large for it: raise GOMEMLIMIT and the limit."),
    GOROUTINES_GROWING("the number of goroutines grows without a pause", "Look for goroutines that never end."),
    NEAR_LIMIT("the limit is about to be reached", "Raise the limit, or expect the kernel to end the container."),
    SCRAPE_FAILED_NEAR_LIMIT(
            "the program does not answer while it is near its limit: it may stand still",
            "Raise the limit; a program that stalls there is often killed next."),
    WARMING_UP("the container started a short time ago", "Nothing to do: its forecast gets better by itself.");

    private final String meaning;
    private final String advice;

    Flag(String meaning, String advice) {
        this.meaning = meaning;
        this.advice = advice;
    }

    /** What was seen, without a capital and without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** What to change: one or two sentences. */
    public String advice() {
        return advice;
    }
}
