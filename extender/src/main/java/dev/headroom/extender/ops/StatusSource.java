package dev.headroom.extender.ops;

import dev.headroom.runtime.Mode;
import java.util.List;

/** What the page's header says about the process. Thread-safe; asked once per second and never slow. */
public interface StatusSource {

    /** One per profile. */
    List<ProfileState> profiles();

    /** Whether the kill switch is on: every profile then answers as in mode observe. */
    boolean killSwitch();

    /** Whether the cluster is simulated. */
    boolean simulated();

    /** Of this build. */
    String version();

    /** A whole sentence for a code of {@code ClusterView.degraded()}. */
    String sentence(String degradedCode);

    /**
     * @param mode as configured
     * @param takenOut plugins that failed too often and are left out at present
     */
    record ProfileState(String schedulerName, Mode mode, List<String> takenOut) {

        public ProfileState {
            takenOut = List.copyOf(takenOut);
        }
    }
}
