/** What {@code headroom forecast} does: sources of samples, the models behind them, and lines about what they expect. */
@NullMarked
package dev.headroom.extender.forecast;

import org.jspecify.annotations.NullMarked;
