package dev.gatehouse.samples.tasklist.web;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses request bodies that arrive too slowly, because each of them holds a thread. A client that sends nothing is
 * handled by the idle timeout. Each request is measured separately, which Jetty's handler for data rates does not do.
 */
public final class SlowBodyHandler extends Handler.Wrapper {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long bytesPerSecond;
    private final long grace;
    private final LongSupplier nanoTime;

    /**
     * @param bytesPerSecond the minimum average rate of a body after the grace period
     * @param grace the time after the first read of the body in which any rate is accepted
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public SlowBodyHandler(Handler next, long bytesPerSecond, Duration grace, LongSupplier nanoTime) {
        super(next);
        this.bytesPerSecond = bytesPerSecond;
        this.grace = grace.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Paced(request), response, callback);
    }

    /** Returns whether the number of bytes is too low for the time since the first read. */
    private boolean tooSlow(long bytes, long elapsed) {
        return elapsed > grace && bytes < (double) bytesPerSecond * (elapsed - grace) / NANOS_PER_SECOND;
    }

    /** One request, whose body is read by one thread at a time. */
    private final class Paced extends Request.Wrapper {

        private boolean begun;
        private long begin;
        private long bytes;
        private Content.@Nullable Chunk failure;

        Paced(Request request) {
            super(request);
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (failure != null) {
                return failure;
            }
            if (!begun) {
                begun = true;
                begin = nanoTime.getAsLong();
            }
            Content.Chunk chunk = super.read();
            if (chunk == null || chunk.isLast() || Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            bytes += chunk.remaining();
            // A complete body is accepted however long it took.
            if (bytes == getLength() || !tooSlow(bytes, nanoTime.getAsLong() - begin)) {
                return chunk;
            }
            chunk.release();
            failure =
                    Content.Chunk.from(new HttpException.RuntimeException(408, "The body was sent too slowly."), true);
            return failure;
        }
    }
}
