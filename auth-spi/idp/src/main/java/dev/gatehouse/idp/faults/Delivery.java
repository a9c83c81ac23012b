package dev.gatehouse.idp.faults;

import com.sun.net.httpserver.HttpExchange;
import dev.gatehouse.spi.stability.Internal;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Writes a response with a fault applied. Never blocks a thread for a delay.
 *
 * @since 0.1
 */
@Internal
public final class Delivery {

    private final Executor executor;

    public Delivery(Executor executor) {
        this.executor = executor;
    }

    public void send(HttpExchange exchange, Answer answer, Fault fault) {
        try {
            switch (fault.delivery()) {
                case WHOLE -> whole(exchange, answer);
                case CUT -> {
                    OutputStream out = head(exchange, answer);
                    out.write(answer.body(), 0, answer.body().length / 2);
                    out.flush();
                    exchange.close();
                }
                case DRIP -> {
                    if (carriesBody(exchange, answer)) {
                        drip(exchange, head(exchange, answer), answer.body(), 0, fault.pace());
                    } else {
                        whole(exchange, answer);
                    }
                }
                case HANG_UP -> exchange.close();
            }
        } catch (IOException e) {
            // The client has closed the connection.
            exchange.close();
        }
    }

    private static void whole(HttpExchange exchange, Answer answer) throws IOException {
        try (OutputStream out = head(exchange, answer)) {
            if (carriesBody(exchange, answer)) {
                out.write(answer.body());
            }
        }
        exchange.close();
    }

    private static OutputStream head(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        // One request per connection: after an outage no client holds a dead connection that looks alive, and on older
        // JDKs this server writes head and body apart, which costs 40 ms on a connection that stays open.
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(answer.status(), carriesBody(exchange, answer) ? answer.body().length : -1);
        return exchange.getResponseBody();
    }

    private static boolean carriesBody(HttpExchange exchange, Answer answer) {
        return answer.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
    }

    private void drip(HttpExchange exchange, OutputStream out, byte[] body, int from, Duration pace) {
        try {
            if (from == body.length) {
                exchange.close();
                return;
            }
            out.write(body[from]);
            out.flush();
        } catch (IOException e) {
            exchange.close();
            return;
        }
        later(pace).execute(() -> drip(exchange, out, body, from + 1, pace));
    }

    public Executor later(Duration delay) {
        return delay.isZero()
                ? executor
                : CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, executor);
    }
}
