/** The feedback of nodes in a closed loop with placement, simulated: what it converges to, and what it leaves unused. */
@NullMarked
package dev.headroom.bench.feedback;

import org.jspecify.annotations.NullMarked;
