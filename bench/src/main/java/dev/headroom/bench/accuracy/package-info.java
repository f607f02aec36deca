/** Forecasts measured against real Go programs in real memory cgroups: recordings, evaluation, report. */
@NullMarked
package dev.headroom.bench.accuracy;

import org.jspecify.annotations.NullMarked;
