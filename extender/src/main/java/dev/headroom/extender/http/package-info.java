/** The two HTTP servers: the verbs, lean and on one event loop, and the operations port. */
@NullMarked
package dev.headroom.extender.http;

import org.jspecify.annotations.NullMarked;
