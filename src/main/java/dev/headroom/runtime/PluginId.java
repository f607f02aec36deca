package dev.headroom.runtime;

/**
 * One plugin of one profile: two profiles may run the same plugin, and one of them may fail.
 *
 * @param profile the profile's {@code schedulerName}
 */
public record PluginId(String profile, String plugin) {

    /** For messages, as in {@code GcHeadroom of profile headroom}. */
    @Override
    public String toString() {
        return plugin + " of profile " + profile;
    }
}
