package dev.headroom.runtime;

/** Is told how plugins behave. Called on the thread that runs the profile: implementations must be fast. */
public interface PluginObserver {

    /** Tells nobody. */
    PluginObserver NONE = new PluginObserver() {};

    /** One pass of a plugin over all nodes of a request. */
    default void passed(PluginId plugin, ExtensionPoint point, long nanos) {}

    /** The plugin threw or answered nonsense; its opinion was left out of this cycle. */
    default void broke(PluginId plugin, ExtensionPoint point, Throwable cause) {}

    /** The pass took longer than the budget; its result was used. */
    default void overran(PluginId plugin, ExtensionPoint point, long nanos) {}

    /**
     * The plugin failed too often in a row and is left out for a while.
     *
     * @param cause what the last pass threw; an {@link OverrunException} if it took too long
     */
    default void takenOut(PluginId plugin, long forNanos, Throwable cause) {}

    /** A plugin that had been taken out did well and takes part again. */
    default void takenBack(PluginId plugin) {}
}
