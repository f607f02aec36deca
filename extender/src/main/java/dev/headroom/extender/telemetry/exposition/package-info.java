/** The Prometheus text format, read as it comes. */
@NullMarked
package dev.headroom.extender.telemetry.exposition;

import org.jspecify.annotations.NullMarked;
