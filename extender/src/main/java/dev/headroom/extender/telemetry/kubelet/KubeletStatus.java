package dev.headroom.extender.telemetry.kubelet;

/**
 * What is known of the kubelets that are asked, for people who ask why something is missing. Immutable.
 *
 * @param nodes that are asked
 * @param answering of which the last visit was answered
 * @param lastAnswerAtMillis epoch milliseconds; 0 for never
 * @param lastFailure node, problem; empty if there was none
 * @param lastFailureAtMillis epoch milliseconds; 0 for never
 */
public record KubeletStatus(
        int nodes, int answering, long lastAnswerAtMillis, String lastFailure, long lastFailureAtMillis) {}
