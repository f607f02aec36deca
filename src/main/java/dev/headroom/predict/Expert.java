package dev.headroom.predict;

/** A simple rule for the highest resident memory of a horizon. None is right for every program; {@link Track} weighs. */
enum Expert {
    /** It stays where it is. */
    STAYS(0.2),
    /** What was highest in as long a time before comes again. */
    REPEATS(0.2),
    /** The heap fills up to its goal; the live heap stays as it is. */
    FILLS(1),
    /** The same, with the live heap and what is no heap growing on as they did. */
    GROWS(8),
    /** Resident memory itself grows on as it did. */
    RISES(1),
    /** What came after moments like this one comes again. */
    RECURS(0.5);

    static final Expert[] ALL = values();
    static final int COUNT = ALL.length;

    /** How much it is believed before anything was seen. */
    final double prior;

    Expert(double prior) {
        this.prior = prior;
    }

    boolean needsRuntime() {
        return this == FILLS || this == GROWS;
    }
}
