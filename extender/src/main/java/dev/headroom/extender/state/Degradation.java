package dev.headroom.extender.state;

/** Why forecasts are worse than they could be. The constant names are the codes that metrics and the page show. */
public enum Degradation {
    NotSynced("The first lists of nodes and pods are not complete yet, so verbs answer neutrally."),
    NoTelemetry("Pods ask to be measured, but no measurement is younger than three intervals."),
    StaleTelemetry(
            "A source fell silent, or one in ten measured pods has no measurement younger than three intervals."),
    PrometheusSilent("A Prometheus is asked, and what it says of programs is missing or older than three intervals."),
    KubeletsSilent(
            "What kubelets account to containers, told by them or by a Prometheus, is missing or older than three intervals."),
    NoForecasts("Nothing is known of any running pod, so all nodes look alike and verbs answer neutrally.");

    private final String sentence;

    Degradation(String sentence) {
        this.sentence = sentence;
    }

    /** For people. */
    public String sentence() {
        return sentence;
    }
}
