package dev.headroom.extender.pod;

/** Is told of values in a pod that were ignored because they say nothing that is allowed. */
@FunctionalInterface
public interface BadValues {

    /**
     * @param field what carries the value, for example an annotation's key; one of few constants
     * @param problem names the value and what is allowed
     */
    void ignored(String field, String problem);
}
