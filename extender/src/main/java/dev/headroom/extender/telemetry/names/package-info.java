/** Which metric names say which signal: one class per dialect. */
@NullMarked
package dev.headroom.extender.telemetry.names;

import org.jspecify.annotations.NullMarked;
