/** Measurements by the HTTP API of Prometheus, or of what speaks like it. */
@NullMarked
package dev.headroom.extender.telemetry.prometheus;

import org.jspecify.annotations.NullMarked;
