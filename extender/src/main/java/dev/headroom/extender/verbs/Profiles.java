package dev.headroom.extender.verbs;

import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginObserver;
import dev.headroom.runtime.Profile;
import dev.headroom.runtime.ProfileSpec;
import dev.headroom.runtime.Ticker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The profiles at work on one thread, such as the one that answers verbs, by the scheduler whose pods they serve. */
public final class Profiles {

    private final Map<String, Profile> bySchedulerName = new HashMap<>();
    private final BooleanSupplier killSwitch;

    /** @param killSwitch while it is on every profile answers as in {@link Mode#OBSERVE}; must return at once */
    public Profiles(
            List<ProfileSpec> specs,
            GuardPolicy guard,
            Ticker ticker,
            PluginObserver observer,
            BooleanSupplier killSwitch) {
        this.killSwitch = killSwitch;
        for (ProfileSpec spec : specs) {
            Profile profile = new Profile(spec, guard, ticker, observer);
            if (bySchedulerName.put(spec.schedulerName(), profile) != null) {
                throw new IllegalArgumentException(
                        "two profiles serve scheduler " + spec.schedulerName() + ", allowed is one");
            }
        }
    }

    /** The scheduler's own profile, else the one for all schedulers; null if there is neither. */
    @Nullable
    public Profile serving(String schedulerName) {
        Profile own = bySchedulerName.get(schedulerName);
        return own == null ? bySchedulerName.get(ProfileSpec.ANY_SCHEDULER) : own;
    }

    /** The mode in force. */
    public Mode mode(Profile profile) {
        return killSwitch.getAsBoolean() ? Mode.OBSERVE : profile.spec().mode();
    }
}
