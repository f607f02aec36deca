/** Builders and assertions for plugin tests; depends on no test library. */
@NullMarked
package dev.headroom.testkit;

import org.jspecify.annotations.NullMarked;
