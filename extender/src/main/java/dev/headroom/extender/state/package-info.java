/** The cluster as Headroom knows it: one writer thread, immutable published records. */
@NullMarked
package dev.headroom.extender.state;

import org.jspecify.annotations.NullMarked;
