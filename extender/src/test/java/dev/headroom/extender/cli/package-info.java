@NullMarked
package dev.headroom.extender.cli;

import org.jspecify.annotations.NullMarked;
