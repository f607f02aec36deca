/** The life of the process: is it alive, may it act, how does it stop, and how it says what went wrong. */
@NullMarked
package dev.headroom.extender.lifecycle;

import org.jspecify.annotations.NullMarked;
