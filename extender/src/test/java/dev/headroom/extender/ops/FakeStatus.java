package dev.headroom.extender.ops;

import dev.headroom.runtime.Mode;
import java.util.List;

/** A state of the process that a test wrote down. */
record FakeStatus(boolean killSwitch, boolean simulated, List<ProfileState> profiles) implements StatusSource {

    static final FakeStatus PLAIN =
            new FakeStatus(false, true, List.of(new ProfileState("headroom", Mode.SCORE, List.of())));

    @Override
    public String version() {
        return "0.1.0";
    }

    @Override
    public String sentence(String degradedCode) {
        return "The sentence for " + degradedCode + ".";
    }
}
