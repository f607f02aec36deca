package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** A control group with a memory limit and, where the machine has it, CPU limit and accounting. */
sealed interface Cgroup permits CgroupV1, CgroupV2 {

    /** A group below this one. */
    Cgroup child(String name) throws IOException;

    /** Limits memory (without swap) to bytes. */
    void limitMemory(long bytes) throws IOException;

    /** Limits CPU to thousandths of a core; without effect where no CPU controller is at hand. */
    void limitCpu(long millis) throws IOException;

    Usage usage() throws IOException;

    /** The folders that belong to the group, one for each hierarchy. */
    List<Path> folders();

    /** A name of the file in which oom kills are counted, for people. */
    String oomKillsFile();

    /** Opens the machine's hierarchy of memory groups at the folder of the cgroup file systems, and makes a group in it. */
    static Cgroup create(Path fileSystems, String name) throws IOException {
        if (Files.exists(fileSystems.resolve("memory/memory.limit_in_bytes"))) {
            return CgroupV1.create(fileSystems, name);
        }
        if (Files.exists(fileSystems.resolve("cgroup.controllers"))) {
            return CgroupV2.create(fileSystems, name);
        }
        throw new IOException("no memory cgroups at " + fileSystems
                + ": neither memory/memory.limit_in_bytes (v1) nor cgroup.controllers (v2) is there");
    }

    /** What a shell says before it becomes the program, so that the program is in the group from its first page on. */
    default String enter() {
        StringBuilder script = new StringBuilder();
        for (Path folder : folders()) {
            script.append("echo $$ > '").append(folder.resolve("cgroup.procs")).append("' && ");
        }
        return script.toString();
    }

    /** Removes the group; false while a process is still in it. */
    default boolean remove() throws IOException {
        boolean gone = true;
        for (Path folder : folders()) {
            try {
                // A cgroup's files go with its folder.
                Files.deleteIfExists(folder);
            } catch (FileSystemException e) {
                // Busy: a process is in it, or has not been reaped yet.
                gone = false;
            }
        }
        return gone;
    }

    /** Reads a file that holds one number; 0 where there is none, {@code max} is the largest. */
    static long number(Path file) throws IOException {
        try {
            String text = Files.readString(file).strip();
            return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NumberFormatException e) {
            throw new IOException(file + " does not hold a number", e);
        }
    }

    /** The number behind a word in a file of lines {@code word number}; 0 where it is missing. */
    static long field(String lines, String word) throws IOException {
        for (String line : lines.split("\n")) {
            if (line.startsWith(word + " ")) {
                try {
                    return Long.parseLong(line.substring(word.length() + 1).strip());
                } catch (NumberFormatException e) {
                    throw new IOException("\"" + line + "\" does not end with a number", e);
                }
            }
        }
        return 0;
    }

    static void write(Path file, String value) throws IOException {
        try {
            Files.write(file, value.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IOException("writing " + value + " to " + file + ": " + e.getMessage(), e);
        }
    }
}
