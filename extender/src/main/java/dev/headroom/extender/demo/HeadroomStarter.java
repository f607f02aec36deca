package dev.headroom.extender.demo;

import dev.headroom.config.HeadroomConfiguration;
import java.time.InstantSource;

/** Starts a Headroom that watches no Kubernetes and scrapes nothing: the demo feeds it. */
@FunctionalInterface
public interface HeadroomStarter {

    /**
     * @param clock the time by which data ages: the simulated one
     * @throws Exception with a message for the user, for example that a port is taken
     */
    RunningHeadroom start(HeadroomConfiguration configuration, InstantSource clock) throws Exception;
}
