/** What a plugin author sees: pods, nodes, forecasts, verdicts and one small interface per extension point. */
@NullMarked
package dev.headroom.api;

import org.jspecify.annotations.NullMarked;
