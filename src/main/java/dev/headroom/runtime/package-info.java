/** Runs profiles of plugins over nodes: registry, scheduling cycle, isolation, explanation. */
@NullMarked
package dev.headroom.runtime;

import org.jspecify.annotations.NullMarked;
