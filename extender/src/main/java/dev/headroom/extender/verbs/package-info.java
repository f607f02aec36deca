/** The extender protocol: filter, prioritize and preempt over HTTP. */
@NullMarked
package dev.headroom.extender.verbs;

import org.jspecify.annotations.NullMarked;
