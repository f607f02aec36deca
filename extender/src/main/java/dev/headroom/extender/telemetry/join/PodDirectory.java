package dev.headroom.extender.telemetry.join;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds pods and nodes by what a series may say of them. Thread-safe. */
public interface PodDirectory {

    /** Of a cluster that nobody watches: what series say of names is believed. */
    PodDirectory NOBODY_WATCHES = new PodDirectory() {

        @Override
        public PodRef byUid(String uid) {
            return new PodRef(uid, "", "", "", List.of(), 0);
        }

        @Override
        public PodRef byName(String namespace, String pod) {
            return new PodRef("", namespace, pod, "", List.of(), 0);
        }

        @Override
        public PodRef byAddress(String address) {
            return new PodRef("", "", address, "", List.of(), 0);
        }

        @Override
        public String nodeByAddress(String address) {
            return address;
        }
    };

    /** @return null if there is no such pod */
    @Nullable
    PodRef byUid(String uid);

    /** @return null if there is no such pod */
    @Nullable
    PodRef byName(String namespace, String pod);

    /** @return null if no pod has this address, or several have it, as those in their node's network */
    @Nullable
    PodRef byAddress(String address);

    /** @return null if no node has this address */
    @Nullable
    String nodeByAddress(String address);
}
