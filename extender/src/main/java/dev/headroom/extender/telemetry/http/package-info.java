/** What clients of monitoring servers share: credentials, trust, limits. */
@NullMarked
package dev.headroom.extender.telemetry.http;

import org.jspecify.annotations.NullMarked;
