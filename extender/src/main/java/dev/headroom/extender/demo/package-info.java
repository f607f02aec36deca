/** An embedded, simulated cluster around the real verbs. */
@NullMarked
package dev.headroom.extender.demo;

import org.jspecify.annotations.NullMarked;
