/** Benchmarks: side by side in one run, with a report per bench under {@code bench/results}. */
@NullMarked
package dev.headroom.bench;

import org.jspecify.annotations.NullMarked;
