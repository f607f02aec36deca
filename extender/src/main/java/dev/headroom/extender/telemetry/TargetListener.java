package dev.headroom.extender.telemetry;

/** Is told which pods want to be scraped, as the watch sees them. Thread-safe. */
public interface TargetListener {

    /** A running pod that asks to be scraped; told again when its address changes. */
    void appeared(Target target);

    void disappeared(String podUid);
}
