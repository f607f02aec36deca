/** The configuration file: types, defaults, strict reading with all problems at once. */
@NullMarked
package dev.headroom.config;

import org.jspecify.annotations.NullMarked;
