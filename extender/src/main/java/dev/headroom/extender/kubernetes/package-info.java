/** The only package that knows fabric8: informers feed the state. */
@NullMarked
package dev.headroom.extender.kubernetes;

import org.jspecify.annotations.NullMarked;
