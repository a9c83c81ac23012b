package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a body that has arrived. It grows with the body, because the promised length may be a lie.
 *
 * @since 0.1
 */
@Internal
public final class BodyBuffer {

    private static final int FIRST = 1024;

    private final int maxBytes;
    private byte[] bytes;
    private int length;

    public BodyBuffer(int maxBytes) {
        this.maxBytes = maxBytes;
        this.bytes = new byte[(int) Math.min(FIRST, maxBytes + 1L)];
    }

    /** Reads once and returns {@code false} at the end of the body. */
    public boolean read(InputStream in) throws IOException {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, maxBytes + 1L));
        }
        int read = in.read(bytes, length, bytes.length - length);
        if (read < 0) {
            return false;
        }
        length += read;
        return true;
    }

    /**
     * Reads what has arrived, without blocking, and returns whether that is the whole body. Some containers tell of one
     * byte until the first has been read.
     *
     * @param total the length of the whole body
     */
    public boolean readArrived(InputStream in, int total) throws IOException {
        while (length < total) {
            int available = in.available();
            if (available <= 0) {
                return false;
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, maxBytes + 1L));
            }
            int read = in.read(bytes, length, Math.min(available, Math.min(bytes.length, total) - length));
            if (read < 0) {
                return false;
            }
            length += read;
        }
        return true;
    }

    public boolean isTooLarge() {
        return length > maxBytes;
    }

    public byte[] content() {
        return Arrays.copyOf(bytes, length);
    }
}
