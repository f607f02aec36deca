package dev.headroom.extender.telemetry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read and refuses to read more than so many. For one thread. */
public final class LimitedStream extends FilterInputStream {

    /** More came than is read. */
    public static final class TooLong extends IOException {

        private static final long serialVersionUID = 1;

        TooLong(String message) {
            super(message);
        }
    }

    private final String what;
    private final long limit;
    private long count;

    /** @param what for the message, such as "the answer" */
    public LimitedStream(InputStream in, String what, long limit) {
        super(in);
        this.what = what;
        this.limit = limit;
    }

    /** How many bytes were read. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) {
            counted(1);
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        if (read > 0) {
            counted(read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void counted(int read) throws TooLong {
        count += read;
        if (count > limit) {
            throw new TooLong(what + " has more than " + limit + " bytes");
        }
    }
}
