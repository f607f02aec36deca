/** The memory model: from what a Go runtime reports to the distribution of a pod's and a node's resident memory. */
@NullMarked
package dev.headroom.predict;

import org.jspecify.annotations.NullMarked;
