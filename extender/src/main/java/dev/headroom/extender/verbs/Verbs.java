package dev.headroom.extender.verbs;

/** The three verbs as functions of bytes, free of HTTP. Called by one thread, the verbs' event loop. */
public interface Verbs {

    /**
     * @param body JSON {@code ExtenderArgs}, in {@code [0, length)}
     * @return JSON {@code ExtenderFilterResult}
     * @throws BadRequestException if the body cannot be answered
     */
    byte[] filter(byte[] body, int length);

    /** The same for {@code ExtenderArgs} to {@code HostPriorityList}. */
    byte[] prioritize(byte[] body, int length);

    /** The same for {@code ExtenderPreemptionArgs} to {@code ExtenderPreemptionResult}. */
    byte[] preempt(byte[] body, int length);
}
