package dev.headroom.extender.demo;

/** A bound pod: its process, and the pause that the kubelet keeps before it restarts a killed one. */
final class RunningPod {

    private static final double FIRST_PAUSE_SECONDS = 10;
    private static final double LONGEST_PAUSE_SECONDS = 300;

    private final SimulatedPod pod;
    private final SimulatedProcess process;
    private SimulatedCgroup cgroup;
    private double pauseSeconds = FIRST_PAUSE_SECONDS;
    private double downForSeconds;

    RunningPod(SimulatedPod pod) {
        this.pod = pod;
        this.process = new SimulatedProcess(pod.workload(), pod.seed());
        this.cgroup = new SimulatedCgroup(pod.workload());
    }

    SimulatedPod pod() {
        return pod;
    }

    SimulatedProcess process() {
        return process;
    }

    SimulatedCgroup cgroup() {
        return cgroup;
    }

    boolean isUp() {
        return downForSeconds <= 0;
    }

    void step(double clusterSeconds, double seconds) {
        if (isUp()) {
            process.step(clusterSeconds, seconds);
            cgroup.step(process.residentBytes(), seconds);
        } else {
            downForSeconds -= seconds;
        }
    }

    long residentBytes() {
        return isUp() ? process.residentBytes() : 0;
    }

    /** Ends the process; it restarts after a pause that doubles each time. */
    void kill() {
        process.restart();
        cgroup = new SimulatedCgroup(pod.workload());
        downForSeconds = pauseSeconds;
        pauseSeconds = Math.min(2 * pauseSeconds, LONGEST_PAUSE_SECONDS);
    }
}
