/** Where runtime metrics come from. */
@NullMarked
package dev.headroom.extender.telemetry;

import org.jspecify.annotations.NullMarked;
