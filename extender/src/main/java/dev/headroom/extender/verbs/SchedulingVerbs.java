package dev.headroom.extender.verbs;

/**
 * The three verbs over profiles and published states: no I/O, no lock, little allocation. Used by one thread.
 *
 * <p>Before all that existed at start is known, filter passes everything, prioritize scores everything alike, and
 * preempt lets nobody be evicted. A pod whose scheduler no profile serves gets neutral answers, too.
 */
public final class SchedulingVerbs implements Verbs {

    private final VerbContext context;
    private final FilterVerb filter;
    private final PrioritizeVerb prioritize;
    private final PreemptVerb preempt;

    public SchedulingVerbs(VerbContext context) {
        this.context = context;
        ArgsParser parser = new ArgsParser(
                (field, problem) -> context.meters().valuesIgnored.increment());
        RequestedNodes nodes = new RequestedNodes();
        Answers answers = new Answers();
        this.filter = new FilterVerb(context, parser, nodes, answers);
        this.prioritize = new PrioritizeVerb(context, parser, nodes, answers);
        this.preempt = new PreemptVerb(context, parser, answers);
    }

    @Override
    public byte[] filter(byte[] body, int length) {
        context.meters().filterCalled(context.clock().millis());
        byte[] answer = filter.answer(body, length);
        publish();
        return answer;
    }

    @Override
    public byte[] prioritize(byte[] body, int length) {
        context.meters().prioritizeCalled(context.clock().millis());
        byte[] answer = prioritize.answer(body, length);
        publish();
        return answer;
    }

    @Override
    public byte[] preempt(byte[] body, int length) {
        context.meters().preemptCalled(context.clock().millis());
        byte[] answer = preempt.answer(body, length);
        publish();
        return answer;
    }

    private void publish() {
        var unresolved = context.unresolved();
        context.meters().unresolved(unresolved.size(), unresolved.expired(), unresolved.overflowed());
    }
}
