/** Recorded scrapes, read again in the order in which they were made. */
@NullMarked
package dev.headroom.extender.telemetry.replay;

import org.jspecify.annotations.NullMarked;
