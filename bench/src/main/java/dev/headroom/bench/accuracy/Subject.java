package dev.headroom.bench.accuracy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One running program in its memory group. Thread-safe. */
final class Subject {

    private static final Pattern URL_AT_END = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)$");

    /** Of the machines on which this runs; the kernel counts resident memory in pages. */
    private static final long PAGE_BYTES = 4096;

    private final Run run;
    private final Cgroup group;
    private final Process process;
    private final String url;
    private final long startedMillis;
    private final Path statm;
    private final Writer truth;

    private boolean stopped;
    private boolean closed;
    private long lastResident;

    private Subject(Run run, Cgroup group, Process process, String url, long startedMillis, Writer truth) {
        this.run = run;
        this.group = group;
        this.process = process;
        this.url = url;
        this.startedMillis = startedMillis;
        this.statm = Path.of("/proc/" + process.pid() + "/statm");
        this.truth = truth;
    }

    /** Starts the program inside its group and waits until it says where it listens. */
    static Subject start(Run run, Cgroup group, List<String> program, Recording recording, long nowMillis)
            throws IOException {
        group.limitMemory(run.plan().memoryLimitBytes());
        group.limitCpu(run.plan().cpuLimitMillis());
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", group.enter() + "exec \"$0\" \"$@\""));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(recording.log(run.name()).toFile());
        Map<String, String> env = builder.environment();
        env.remove("GOGC");
        env.remove("GOMEMLIMIT");
        env.putAll(run.plan().env());
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        Matcher address = URL_AT_END.matcher(line == null ? "" : line);
        if (!address.find()) {
            process.destroyForcibly();
            throw new IOException(run.name() + " printed \"" + line + "\" where its address was expected, see "
                    + recording.log(run.name()));
        }
        return new Subject(run, group, process, address.group(1), nowMillis, recording.truth(run.name()));
    }

    Run run() {
        return run;
    }

    Cgroup group() {
        return group;
    }

    Process process() {
        return process;
    }

    String url() {
        return url;
    }

    long startedMillis() {
        return startedMillis;
    }

    /** Resident memory as last sampled, in bytes. */
    synchronized long lastResident() {
        return lastResident;
    }

    /** Writes down the resident memory now; nothing once the process is gone. */
    synchronized void sample(long unixMillis) throws IOException {
        if (closed) {
            return;
        }
        long resident;
        try {
            resident = Long.parseLong(Files.readString(statm).split(" ")[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return;
        }
        // A process that has exited and is not yet reaped shows no memory.
        if (resident > 0) {
            lastResident = resident;
            truth.write(unixMillis + "," + resident + "\n");
        }
    }

    synchronized void flush() throws IOException {
        if (!closed) {
            truth.flush();
        }
    }

    /** Ends the program in the orderly way. */
    synchronized void stop() {
        stopped = true;
        process.destroy();
    }

    void kill() {
        stop();
        process.destroyForcibly();
    }

    /** Whether this side ended the program. */
    synchronized boolean stopped() {
        return stopped;
    }

    synchronized void close() throws IOException {
        closed = true;
        truth.close();
    }
}
