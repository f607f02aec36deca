/** The process: puts the parts together and starts them. */
@NullMarked
package dev.headroom.extender;

import org.jspecify.annotations.NullMarked;
