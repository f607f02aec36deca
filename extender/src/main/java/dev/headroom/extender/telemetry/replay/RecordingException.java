package dev.headroom.extender.telemetry.replay;

import java.io.IOException;

/** A recording that cannot be read. The message names the file, what is wrong and what is allowed. */
public final class RecordingException extends IOException {

    private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }
}
