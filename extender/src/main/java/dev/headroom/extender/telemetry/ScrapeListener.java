package dev.headroom.extender.telemetry;

/** Is told what direct scrape brought, on the thread of the scrape: it must not wait. */
public interface ScrapeListener {

    /** Something was measured. */
    void sampled(ContainerSample sample);

    /** A scrape should have brought something at that moment, epoch milliseconds, and did not. */
    void missed(Target target, long atMillis);

    /** Wants to know nothing. */
    ScrapeListener NONE = new ScrapeListener() {

        @Override
        public void sampled(ContainerSample sample) {}

        @Override
        public void missed(Target target, long atMillis) {}
    };
}
