/** Measurements from the kubelets themselves, for clusters without a Prometheus. */
@NullMarked
package dev.headroom.extender.telemetry.kubelet;

import org.jspecify.annotations.NullMarked;
