package dev.headroom.extender.telemetry;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.names.ContainerLabels;
import dev.headroom.extender.telemetry.names.ContainerReadings;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.Sample;
import java.util.ArrayList;
import java.util.List;

/** What is looked for in the answer to one scrape. Not thread-safe, used once. */
public interface ScrapeAnswer {

    PrometheusText.Sink sink();

    /** What was found, once all was read. @param atMillis epoch milliseconds of the end of the answer */
    Scraped scraped(long atMillis);

    /** A program's own metrics. */
    static ScrapeAnswer ofProcess(NameTable names) {
        Reading reading = names.reading();
        return new ScrapeAnswer() {

            @Override
            public PrometheusText.Sink sink() {
                return reading;
            }

            @Override
            public Scraped scraped(long atMillis) {
                Sample sample = reading.sample(atMillis, Sample.Origin.SCRAPE);
                return sample.isEmpty() && sample.problems().isEmpty()
                        ? new Scraped.Missing()
                        : new Scraped.Sampled(sample);
            }
        };
    }

    /** The metrics of a kubelet, or a cAdvisor, about containers. */
    static ScrapeAnswer ofContainers(NameTable names, ContainerLabels labels) {
        ContainerReadings readings = new ContainerReadings(names, labels);
        return new ScrapeAnswer() {

            @Override
            public PrometheusText.Sink sink() {
                return readings;
            }

            @Override
            public Scraped scraped(long atMillis) {
                List<ContainerSample> samples = new ArrayList<>();
                readings.forEach(atMillis, Sample.Origin.KUBELET, (uid, namespace, pod, container, sample) -> {
                    if (!sample.isEmpty()) {
                        samples.add(new ContainerSample(uid, namespace, pod, container, sample));
                    }
                });
                Sample node = readings.node(atMillis, Sample.Origin.KUBELET);
                return samples.isEmpty() && node.isEmpty()
                        ? new Scraped.Missing()
                        : new Scraped.Containers(samples, node);
            }
        };
    }
}
