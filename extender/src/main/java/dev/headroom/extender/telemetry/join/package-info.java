/** To which pod and container a series of somebody else's belongs. */
@NullMarked
package dev.headroom.extender.telemetry.join;

import org.jspecify.annotations.NullMarked;
