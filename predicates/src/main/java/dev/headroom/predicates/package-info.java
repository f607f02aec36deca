/** Filter plugins. They know {@code dev.headroom.api} and nothing else of Headroom. */
@NullMarked
package dev.headroom.predicates;

import org.jspecify.annotations.NullMarked;
