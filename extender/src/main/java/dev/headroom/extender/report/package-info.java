/** What {@code headroom report} does: what a source says of containers, judged and written for people and machines. */
@NullMarked
package dev.headroom.extender.report;

import org.jspecify.annotations.NullMarked;
