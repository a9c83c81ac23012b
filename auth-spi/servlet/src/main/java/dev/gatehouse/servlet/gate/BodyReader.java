package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads the bodies of requests to endpoints, which any client may send. Size, time and concurrency are limited, so that
 * slow clients cannot use up all threads. A request without a body does not count. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class BodyReader {

    public static final int LIMIT = 64 * 1024;
    public static final int AT_ONCE = 64;
    static final long DEADLINE = TimeUnit.SECONDS.toNanos(10);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final LongSupplier nanoTime;

    public BodyReader(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    byte[] read(HttpServletRequest request) throws MalformedBodyException {
        long length = request.getContentLengthLong();
        if (length > LIMIT) {
            throw new MalformedBodyException(413, Reason.of("request.too-large"));
        }
        if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null && !isMultiplexed(request))) {
            return new byte[0];
        }
        if (!places.tryAcquire()) {
            throw new MalformedBodyException(503, Reason.of("request.too-many-bodies"));
        }
        try {
            return readWithin(request);
        } catch (IOException | RuntimeException incomplete) {
            // Some containers tell of a broken transfer by an unchecked exception of their own.
            throw new MalformedBodyException(400, Reason.of("request.body-incomplete"));
        } finally {
            places.release();
        }
    }

    /** From HTTP/2 on a body may come without a length and without a transfer coding. */
    private static boolean isMultiplexed(HttpServletRequest request) {
        return !request.getProtocol().startsWith("HTTP/1.");
    }

    private byte[] readWithin(HttpServletRequest request) throws IOException, MalformedBodyException {
        long begun = nanoTime.getAsLong();
        InputStream in = request.getInputStream();
        byte[] bytes = new byte[1024];
        int length = 0;
        while (true) {
            int read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return Arrays.copyOf(bytes, length);
            }
            length += read;
            if (length > LIMIT) {
                throw new MalformedBodyException(413, Reason.of("request.too-large"));
            }
            if (nanoTime.getAsLong() - begun > DEADLINE) {
                throw new MalformedBodyException(408, Reason.of("request.body-too-slow"));
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * length, LIMIT + 1));
            }
        }
    }
}
