/** Simple ways to say how much memory is enough, with which forecasts are compared. Pure: no I/O, no clock. */
@NullMarked
package dev.headroom.predict.baseline;

import org.jspecify.annotations.NullMarked;
