/** What was decided and why: kept cheaply, explained on demand. */
@NullMarked
package dev.headroom.extender.decisions;

import org.jspecify.annotations.NullMarked;
