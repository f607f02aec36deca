package dev.headroom.extender.telemetry.join;

/** Is told which pods and nodes there are and where they can be reached. Called by one thread per kind. */
public interface AddressListener {

    /** A pod exists and looks like this. @param address empty while it has none */
    void podAppeared(PodRef pod, String address);

    void podGone(String podUid);

    /**
     * A node has an address.
     *
     * @param kubeletPort 0 if it does not say
     */
    void nodeAppeared(String node, String address, int kubeletPort);

    void nodeGone(String node);

    /** Wants to know nothing. */
    AddressListener NONE = new AddressListener() {

        @Override
        public void podAppeared(PodRef pod, String address) {}

        @Override
        public void podGone(String podUid) {}

        @Override
        public void nodeAppeared(String node, String address, int kubeletPort) {}

        @Override
        public void nodeGone(String node) {}
    };
}
