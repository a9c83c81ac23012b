package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.BodyBuffer;
import dev.gatehouse.servlet.gate.BodyPlaces;
import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.retry.Deadlines;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the bodies of requests within a size and a time, so that clients that send slowly or not at all cannot use up
 * the threads of the container.
 *
 * <p>A body that has arrived with its head is read at once. For any other body the request waits asynchronously and
 * holds no thread. Each caller, or each client address where there is no caller, has a share of the waiting requests. A
 * full share gives up the body that has been silent longest; if none has been silent for a second, the new request is
 * refused. Where asynchronous processing is not supported, reading blocks the thread, a silent client is ended by the
 * timeout of the container alone, and the shares are smaller.
 *
 * <p>One reader serves many requests. Its only thread ends a second after the last body that did not arrive with its
 * head. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class BodyReader implements AutoCloseable {

    /** What became of a body. */
    public sealed interface Result {

        /**
         * The body is complete.
         *
         * @param bytes the body; empty if the request has none
         */
        record Complete(byte[] bytes) implements Result {
            @Override
            public String toString() {
                return "Complete[" + bytes.length + " bytes]";
            }
        }

        /**
         * The body cannot be read.
         *
         * @param status the status for the client: 400, 408, 413 or 503
         * @param reason why
         */
        record Refused(int status, Reason reason) implements Result {}
    }

    /** Answers the request when its body is known. */
    @FunctionalInterface
    public interface Continuation {

        /**
         * Answers the request. Called once, on the thread that called {@code read} or on another thread of the
         * container.
         *
         * @throws IOException if the response cannot be written
         */
        void proceed(Result body) throws IOException;
    }

    /** Goes on with a request whose body is known. */
    @FunctionalInterface
    interface Next {

        /**
         * Goes on with the request.
         *
         * @param waited whether the request gave up its thread; then a request that is not answered is dispatched to
         *     the application
         * @return whether the request has been answered
         */
        boolean proceed(Result body, boolean waited) throws IOException;
    }

    /** How many bodies may be awaited at once, by one sharer and in all. */
    static final BodyPlaces.Limits WAITING = new BodyPlaces.Limits(32, 1024);

    /** The same for bodies that block a thread, of which containers have about 200. */
    static final BodyPlaces.Limits BLOCKING = new BodyPlaces.Limits(4, 32);

    static final Result TOO_LARGE = new Result.Refused(413, Reason.of("request.too-large"));
    static final Result TOO_SLOW = new Result.Refused(408, Reason.of("request.body-too-slow"));
    static final Result INCOMPLETE = new Result.Refused(400, Reason.of("request.body-incomplete"));
    static final Result TOO_MANY = new Result.Refused(503, Reason.of("request.too-many-bodies"));

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);

    private final int maxBytes;
    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final BodyPlaces waiting;
    private final BodyPlaces blocking;
    private final Deadlines deadlines = new Deadlines("gatehouse-body-deadlines");
    private final AtomicBoolean blockingTold = new AtomicBoolean();

    /**
     * Creates a reader.
     *
     * @param maxBytes the maximum size of a body; larger ones are refused with 413
     * @param timeout the time in which a whole body must arrive; slower ones are refused with 408
     */
    public BodyReader(int maxBytes, Duration timeout) {
        this(maxBytes, timeout, System::nanoTime);
    }

    BodyReader(int maxBytes, Duration timeout, LongSupplier nanoTime) {
        this(maxBytes, timeout, nanoTime, WAITING);
    }

    BodyReader(int maxBytes, Duration timeout, LongSupplier nanoTime, BodyPlaces.Limits waiting) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.waiting = new BodyPlaces(waiting, nanoTime);
        this.blocking = new BodyPlaces(BLOCKING, nanoTime);
    }

    /**
     * Reads the body on behalf of the caller of the request and then calls {@code next}, which answers it. If the body
     * has not arrived yet, this method returns before {@code next} is called, and the caller of this method must not
     * touch the request and the response any more.
     *
     * @throws IOException if the continuation throws it
     */
    public void read(HttpServletRequest request, HttpServletResponse response, Continuation next) throws IOException {
        read(request, response, sharer(request), next);
    }

    void read(HttpServletRequest request, HttpServletResponse response, Object sharer, Continuation next)
            throws IOException {
        boolean unused = read(request, response, sharer, true, (body, waited) -> {
            next.proceed(body);
            return true;
        });
    }

    /**
     * Reads the body on behalf of a sharer.
     *
     * @param mayWait whether the request may give up its thread
     * @return whether {@code next} has been called; otherwise it will be called on another thread
     */
    boolean read(HttpServletRequest request, HttpServletResponse response, Object sharer, boolean mayWait, Next next)
            throws IOException {
        long length = request.getContentLengthLong();
        if (length > maxBytes) {
            return refuse(request, response, TOO_LARGE, next);
        }
        if (!UnreadBody.hasBody(request)) {
            return atOnce(new Result.Complete(new byte[0]), next);
        }
        ServletInputStream in;
        BodyBuffer buffer = new BodyBuffer(maxBytes);
        boolean arrived;
        try {
            in = request.getInputStream();
            // What has arrived with the head is read without the cost of asynchronous processing.
            arrived = length >= 0 && buffer.readArrived(in, (int) length);
        } catch (IOException | RuntimeException broken) {
            // Some containers report a broken transfer with an unchecked exception of their own.
            return atOnce(INCOMPLETE, next);
        }
        if (arrived) {
            return atOnce(new Result.Complete(buffer.content()), next);
        }
        if (!request.isAsyncSupported() && !blockingTold.getAndSet(true)) {
            LOG.warn("Request bodies are read without asynchronous processing, so slow clients hold threads. Register"
                    + " the authentication filter, all filters before it and the servlet with async-supported = true");
        }
        if (!mayWait || !request.isAsyncSupported() || request.isAsyncStarted()) {
            return atOnce(block(in, buffer, sharer), next);
        }
        PendingBody body = new PendingBody(in, buffer, sharer, nanoTime);
        if (!waiting.enter(body)) {
            return refuse(request, response, TOO_MANY, next);
        }
        return !body.await(request, response, timeout, deadlines, waiting, next) && atOnce(INCOMPLETE, next);
    }

    private static boolean atOnce(Result body, Next next) throws IOException {
        boolean unused = next.proceed(body, false);
        return true;
    }

    private static boolean refuse(HttpServletRequest request, HttpServletResponse response, Result refused, Next next)
            throws IOException {
        UnreadBody.closeAfterwards(request, response);
        boolean done = atOnce(refused, next);
        UnreadBody.abandon(request, response);
        return done;
    }

    private Result block(InputStream in, BodyBuffer buffer, Object sharer) {
        BodyPlaces.Occupant place = new BodyPlaces.Fixed(sharer);
        if (!blocking.enter(place)) {
            return TOO_MANY;
        }
        try {
            long begun = nanoTime.getAsLong();
            while (buffer.read(in)) {
                if (buffer.isTooLarge()) {
                    return TOO_LARGE;
                }
                if (nanoTime.getAsLong() - begun > timeout.toNanos()) {
                    return TOO_SLOW;
                }
            }
            return new Result.Complete(buffer.content());
        } catch (IOException | RuntimeException broken) {
            return INCOMPLETE;
        } finally {
            blocking.leave(place);
        }
    }

    /** Refuses the bodies that have not arrived, and ends the thread at once. */
    @Override
    public void close() {
        deadlines.close();
    }

    private static Object sharer(HttpServletRequest request) {
        Admission admission = Admission.of(request);
        if (admission == null) {
            return new ClientConnection.Known(request.getRemoteAddr(), request.isSecure(), null).network();
        }
        Caller caller = admission.caller();
        return caller == null
                ? admission.decision().connection().network()
                : List.of(caller.issuer(), caller.subject(), caller.kind());
    }
}
