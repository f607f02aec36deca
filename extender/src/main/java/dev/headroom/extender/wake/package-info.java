/** Pods that only Headroom refuses: how many there are, and when one is to be tried again although nothing happened. */
@NullMarked
package dev.headroom.extender.wake;

import org.jspecify.annotations.NullMarked;
