package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The example of docs/long-connections.md: a WebSocket that ends with the caller's credential. */
public final class EventSocketExample extends Endpoint {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final CloseReason ENDED =
            new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "the credential has ended");

    private final Clock clock;
    private final ScheduledExecutorService timer;

    public EventSocketExample(Clock clock, ScheduledExecutorService timer) {
        this.clock = clock;
        this.timer = timer;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        if (!(session.getUserPrincipal() instanceof Caller caller)) {
            // The handshake did not pass the filter.
            close(session);
            return;
        }
        Duration left = caller.expiry()
                .map(end -> Duration.between(clock.instant(), end))
                .filter(time -> time.compareTo(LONGEST) < 0)
                .orElse(LONGEST);
        Future<?> end = timer.schedule(() -> close(session), left.toMillis(), TimeUnit.MILLISECONDS);
        session.getUserProperties().put("end", end);
        session.addMessageHandler(String.class, echo(session, caller.getName()));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (session.getUserProperties().get("end") instanceof Future<?> end) {
            end.cancel(false);
        }
    }

    private static void close(Session session) {
        try {
            session.close(ENDED);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static MessageHandler.Whole<String> echo(Session session, String name) {
        return text -> session.getAsyncRemote().sendText(name + ": " + text);
    }
}
