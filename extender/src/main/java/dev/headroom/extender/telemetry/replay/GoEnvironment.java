package dev.headroom.extender.telemetry.replay;

import dev.headroom.extender.pod.GoMemLimit;
import dev.headroom.predict.ContainerSpec;

/** What a Go program makes of its environment. */
final class GoEnvironment {

    private GoEnvironment() {}

    /**
     * {@code GOGC} as {@code runtime.readGOGC} reads it.
     *
     * @return NaN if it is not set or no whole number, with which the runtime goes on as if it were not set; negative
     *     for off
     */
    static double gogc(String text) {
        if (text.equals("off")) {
            return -1;
        }
        try {
            int percent = Integer.parseInt(text);
            return percent < 0 ? -1 : percent;
        } catch (NumberFormatException notSet) {
            return Double.NaN;
        }
    }

    /**
     * @return bytes; {@link ContainerSpec#NOT_SET} for none
     * @throws IllegalArgumentException if a Go program would refuse to start with it
     */
    static long goMemLimit(String text) {
        long bytes = GoMemLimit.parse(text);
        boolean zero = !text.isEmpty() && text.charAt(0) == '0' && text.matches("0+([KMGT]i)?B?");
        return bytes == 0 && !zero ? ContainerSpec.NOT_SET : bytes;
    }
}
