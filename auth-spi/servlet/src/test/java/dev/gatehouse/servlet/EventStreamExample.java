package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The example of docs/long-connections.md: server-sent events that end with the caller's credential. */
final class EventStreamExample extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final transient Clock clock;

    EventStreamExample(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Duration left = timeLeft(Access.require(request));
        if (left.isNegative() || left.isZero()) {
            response.setStatus(401);
            return;
        }
        response.setContentType("text/event-stream");
        response.getOutputStream().print("event: hello\ndata: " + request.getRemoteUser() + "\n\n");
        response.flushBuffer();
        AsyncContext context = request.startAsync();
        context.setTimeout(left.toMillis());
        context.addListener(new EndOfStream());
    }

    /** Sessions and tokens can also end early, so the client reconnects, and is authenticated again, at times. */
    private Duration timeLeft(Caller caller) {
        Instant now = clock.instant();
        Duration left = caller.expiry().map(end -> Duration.between(now, end)).orElse(LONGEST);
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    private static final class EndOfStream implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            event.getAsyncContext().complete();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // The same request is not suspended twice.
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // Here the application stops sending events to this client.
        }
    }
}
