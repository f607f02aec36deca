@NullMarked
package dev.headroom.config;

import org.jspecify.annotations.NullMarked;
