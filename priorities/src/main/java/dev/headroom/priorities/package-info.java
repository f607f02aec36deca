/** Score plugins. They know {@code dev.headroom.api} and nothing else of Headroom. */
@NullMarked
package dev.headroom.priorities;

import org.jspecify.annotations.NullMarked;
