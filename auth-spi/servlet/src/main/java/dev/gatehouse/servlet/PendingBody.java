package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.BodyBuffer;
import dev.gatehouse.servlet.gate.BodyPlaces;
import dev.gatehouse.support.StackSummary;
import dev.gatehouse.support.retry.Deadlines;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that waits for its body without a thread. It ends once: with the body, with a failure, at its deadline or
 * when its place is needed. The stream is touched under the lock and never after the end, because containers reuse it.
 */
final class PendingBody implements ReadListener, BodyPlaces.Occupant {

    private static final Logger LOG = LoggerFactory.getLogger(PendingBody.class);

    private final ServletInputStream in;
    private final BodyBuffer buffer;
    private final Object sharer;
    private final LongSupplier nanoTime;
    private final CompletableFuture<BodyReader.Result> outcome = new CompletableFuture<>();
    private volatile long silentSince;
    private @Nullable UnreadBody unread;

    PendingBody(ServletInputStream in, BodyBuffer buffer, Object sharer, LongSupplier nanoTime) {
        this.in = in;
        this.buffer = buffer;
        this.sharer = sharer;
        this.nanoTime = nanoTime;
        this.silentSince = nanoTime.getAsLong();
    }

    /** Waits for the body; returns whether the container allows it. If it does not, the place is free again. */
    boolean await(
            HttpServletRequest request,
            HttpServletResponse response,
            Duration timeout,
            Deadlines deadlines,
            BodyPlaces places,
            BodyReader.Next next) {
        AsyncContext context;
        try {
            context = request.startAsync(request, response);
        } catch (IllegalStateException ended) {
            LOG.debug("the container has ended the request: {}", ended.toString());
            places.leave(this);
            return false;
        }
        // The thread that returns from here does not touch the request any more.
        UnreadBody.leaveTo(this, request);
        // The timeout of the container would begin anew with each event.
        context.setTimeout(0);
        CompletableFuture<BodyReader.Result> timed = deadlines.complete(outcome, BodyReader.TOO_SLOW, timeout);
        CompletableFuture<Void> unused = timed.thenAccept(body -> {
            places.leave(this);
            Runnable answer = () -> answer(request, response, context, body, next);
            if (body == BodyReader.INCOMPLETE) {
                // The container ends a broken request as soon as the listener returns.
                answer.run();
                return;
            }
            try {
                context.start(answer);
            } catch (IllegalStateException | RejectedExecutionException ended) {
                // The container has given up the request or stops; the answer is still counted and audited.
                answer.run();
            }
        });
        in.setReadListener(this);
        return true;
    }

    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            AsyncContext context,
            BodyReader.Result body,
            BodyReader.Next next) {
        boolean answered = true;
        try {
            if (body instanceof BodyReader.Result.Refused) {
                UnreadBody.closeAfterwards(request, response);
            }
            answered = next.proceed(body, true);
        } catch (IOException gone) {
            LOG.debug("the response could not be written: {}", gone.toString());
        } catch (RuntimeException | Error failure) {
            failed(request, response, failure);
        } finally {
            synchronized (this) {
                if (answered) {
                    end(response, context, body);
                } else {
                    dispatch(context);
                }
            }
        }
    }

    private static void dispatch(AsyncContext context) {
        try {
            context.dispatch();
        } catch (IllegalStateException ended) {
            LOG.debug("the container has ended the request: {}", ended.toString());
        }
    }

    /** Answers as the filter and the container would have done, had the body been there at once. */
    private static void failed(HttpServletRequest request, HttpServletResponse response, Throwable failure) {
        Admission admission = Admission.of(request);
        AccessRefusedException refused = AccessRefusedException.in(failure);
        if (admission != null && refused != null) {
            try {
                admission.refusals().refuseLate(request, response, admission.decision(), refused);
            } catch (IOException | ServletException unwritten) {
                LOG.debug("the refusal could not be written: {}", unwritten.toString());
            }
            return;
        }
        LOG.error("a request failed after its body had been read: {}", StackSummary.of(failure));
        if (!response.isCommitted()) {
            response.reset();
            response.setStatus(500);
        }
    }

    private void end(HttpServletResponse response, AsyncContext context, BodyReader.Result body) {
        boolean rest = body instanceof BodyReader.Result.Refused && body != BodyReader.INCOMPLETE;
        if (!rest || !UnreadBody.isReadByContainer(in)) {
            UnreadBody.complete(context);
            return;
        }
        unread = new UnreadBody(in, context);
        UnreadBody.finish(response);
        unread.onDataAvailable();
    }

    @Override
    public void onDataAvailable() {
        BodyReader.Result result;
        synchronized (this) {
            if (unread != null) {
                unread.onDataAvailable();
            }
            result = outcome.isDone() ? null : readAvailable();
        }
        if (result != null) {
            outcome.complete(result);
        }
    }

    private BodyReader.@Nullable Result readAvailable() {
        try {
            while (in.isReady()) {
                if (!buffer.read(in)) {
                    return new BodyReader.Result.Complete(buffer.content());
                }
                silentSince = nanoTime.getAsLong();
                if (buffer.isTooLarge()) {
                    return BodyReader.TOO_LARGE;
                }
            }
            return null;
        } catch (IOException | RuntimeException broken) {
            return BodyReader.INCOMPLETE;
        }
    }

    @Override
    public void onAllDataRead() {
        BodyReader.Result result;
        synchronized (this) {
            if (unread != null) {
                unread.onAllDataRead();
            }
            result = new BodyReader.Result.Complete(buffer.content());
        }
        outcome.complete(result);
    }

    @Override
    public void onError(Throwable failure) {
        synchronized (this) {
            if (unread != null) {
                unread.onError(failure);
            }
        }
        outcome.complete(BodyReader.INCOMPLETE);
    }

    @Override
    public Object sharer() {
        return sharer;
    }

    @Override
    public Long silentSince() {
        return silentSince;
    }

    @Override
    public void giveUp() {
        outcome.complete(BodyReader.TOO_SLOW);
    }
}
