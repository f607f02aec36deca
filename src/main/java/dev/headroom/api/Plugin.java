package dev.headroom.api;

/**
 * What every plugin is. An instance belongs to one profile, is created once, and is called by one thread at a time.
 * A plugin does no I/O, takes no lock and keeps no state between two cycles except what its arguments say.
 */
public interface Plugin {

    /** The name under which the plugin is configured, counted and explained, for example {@code GcHeadroomFit}. */
    String name();
}
