/** What was forecast of some containers beside what came: bounded in memory, for people to look at. */
@NullMarked
package dev.headroom.extender.timeline;

import org.jspecify.annotations.NullMarked;
