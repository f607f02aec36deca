/** What {@code headroom doctor} does: a running Headroom tells all of its inputs, and each is judged. */
@NullMarked
package dev.headroom.extender.doctor;

import org.jspecify.annotations.NullMarked;
