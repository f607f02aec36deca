/** What {@code headroom backtest} does: what would have been forecast in the past, against what happened. */
@NullMarked
package dev.headroom.extender.backtest;

import org.jspecify.annotations.NullMarked;
