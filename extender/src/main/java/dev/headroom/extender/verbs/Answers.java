package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headroom.api.Verdict;
import dev.headroom.extender.verbs.PreemptionArgs.Candidate;
import dev.headroom.extender.verbs.PreemptionArgs.Victim;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers as kube-scheduler reads them: Go's capitalised names, no null, no float. Names, UIDs and node objects
 * are copied from the request byte by byte. Members that are never used are left out, which Go reads as null. Not
 * thread-safe.
 */
final class Answers {

    private static final byte[] NAMES = bytes("{\"NodeNames\":[");
    private static final byte[] NAMES_END = bytes("]");
    private static final byte[] OBJECTS = bytes("{\"Nodes\":{\"metadata\":{},\"items\":[");
    private static final byte[] OBJECTS_END = bytes("]}");
    private static final byte[] FAILED = bytes(",\"FailedNodes\":{},\"FailedAndUnresolvableNodes\":{");
    private static final byte[] FILTER_END = bytes("},\"Error\":\"\"}");
    private static final byte[] HOST = bytes("{\"Host\":");
    private static final byte[] SCORE = bytes(",\"Score\":");
    private static final byte[] CANDIDATES = bytes("{\"NodeNameToMetaVictims\":{");
    private static final byte[] VICTIMS = bytes(":{\"Pods\":[");
    private static final byte[] UID = bytes("{\"UID\":");
    private static final byte[] VIOLATIONS = bytes("],\"NumPDBViolations\":");

    private final JsonBytes out = new JsonBytes();
    private final ReasonTexts texts = new ReasonTexts();

    /** {@code ExtenderPreemptionResult} that drops every candidate because nothing is known yet. */
    byte[] refusesAllPreemption() {
        return bytes("{}");
    }

    /**
     * {@code ExtenderFilterResult}.
     *
     * @param rejections by known node; read for nodes that are refused
     */
    byte[] filtered(ExtenderArgs args, RequestedNodes nodes, Fates fates, Verdict.@Nullable Rejected[] rejections) {
        NodeNames names = args.nodes();
        out.start().raw(args.fullObjects() ? OBJECTS : NAMES);
        boolean first = true;
        for (int k = 0; k < nodes.size(); k++) {
            if (fates.of(k).passes()) {
                separate(first);
                out.raw(args.body(), names.itemFrom(nodes.name(k)), names.itemTo(nodes.name(k)));
                first = false;
            }
        }
        out.raw(args.fullObjects() ? OBJECTS_END : NAMES_END).raw(FAILED);
        first = true;
        for (int k = 0; k < nodes.size(); k++) {
            Verdict.Rejected rejection = fates.of(k) == Fate.REFUSED ? rejections[nodes.position(k)] : null;
            if (rejection != null) {
                separate(first);
                quotedName(args, nodes.name(k)).sign(':').raw(texts.quoted(rejection.text()));
                first = false;
            }
        }
        return out.raw(FILTER_END).take();
    }

    /**
     * {@code HostPriorityList}.
     *
     * @param scores 0 to 10, by known node
     * @param ofUnknown score of the nodes that the state does not know
     */
    byte[] prioritized(ExtenderArgs args, RequestedNodes nodes, byte[] scores, int ofUnknown) {
        out.start().sign('[');
        for (int k = 0; k < nodes.size(); k++) {
            separate(k == 0);
            out.raw(HOST);
            quotedName(args, nodes.name(k)).raw(SCORE);
            out.number(nodes.isKnown(k) ? scores[nodes.position(k)] : ofUnknown).sign('}');
        }
        return out.sign(']').take();
    }

    /**
     * {@code ExtenderPreemptionResult}.
     *
     * @param kept by candidate; a candidate without victims must not be kept
     */
    byte[] vetted(PreemptionArgs args, boolean[] kept) {
        out.start().raw(CANDIDATES);
        boolean first = true;
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                separate(first);
                candidate(args.body(), args.candidates().get(i));
                first = false;
            }
        }
        return out.sign('}').sign('}').take();
    }

    private void candidate(byte[] body, Candidate candidate) {
        out.raw(body, candidate.quotedFrom(), candidate.quotedTo()).raw(VICTIMS);
        boolean first = true;
        for (Victim victim : candidate.victims()) {
            separate(first);
            out.raw(UID).raw(body, victim.quotedFrom(), victim.quotedTo()).sign('}');
            first = false;
        }
        out.raw(VIOLATIONS).number(candidate.pdbViolations()).sign('}');
    }

    private JsonBytes quotedName(ExtenderArgs args, int name) {
        return out.raw(args.body(), args.nodes().quotedFrom(name), args.nodes().quotedTo(name));
    }

    private void separate(boolean first) {
        if (!first) {
            out.sign(',');
        }
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(US_ASCII);
    }
}
