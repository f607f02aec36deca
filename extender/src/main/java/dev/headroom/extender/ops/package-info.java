/** The operations port: metrics, health, explanations and the page. */
@NullMarked
package dev.headroom.extender.ops;

import org.jspecify.annotations.NullMarked;
