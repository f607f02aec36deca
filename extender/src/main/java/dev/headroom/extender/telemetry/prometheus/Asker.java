package dev.headroom.extender.telemetry.prometheus;

/** Something that answers PromQL: a server, or in tests a script. */
interface Asker {

    /**
     * Asks for the values now. Never throws; returns within the time-out.
     *
     * @param sink gets what is there while it comes; only after {@link Answer.Read} may it be believed
     * @param mostBytes of the answer as it comes, compressed
     */
    Answer ask(Query query, SeriesSink sink, long mostBytes);

    /**
     * Asks for the values of a span of time.
     *
     * @param fromMillis the first instant, epoch milliseconds
     * @param toMillis the last one
     * @param stepMillis between two instants
     */
    Answer askRange(Query query, SeriesSink sink, long mostBytes, long fromMillis, long toMillis, long stepMillis);
}
