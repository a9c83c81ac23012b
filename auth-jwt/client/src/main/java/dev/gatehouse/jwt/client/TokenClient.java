package dev.gatehouse.jwt.client;

import dev.gatehouse.spi.stability.Stable;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Obtains access tokens with client credentials (RFC 6749 section 4.4) and caches them by audience and scope.
 *
 * <p>While a token is in use, it is renewed in the background at 80 % of its lifetime, or 30 seconds before it expires
 * if that is earlier. Concurrent callers share one request. If a renewal fails, the current token remains in use until
 * it expires.
 *
 * <p>Temporary failures (no connection, timeout, 429, 5xx) are retried until the time limit, after random pauses that
 * grow and that respect {@code Retry-After}. A rejection (400, 401 and other 4xx) is not retried. It is remembered for
 * 30 seconds, so that a wrong secret does not flood the server with requests.
 *
 * <p>Secrets are sent only to the token endpoint, over TLS or to the loopback interface, and never to the target of a
 * redirect. Neither secrets nor tokens appear in messages, logs or {@code toString}.
 *
 * <p>Thread-safe. {@link #close()} stops the threads of the client, which are daemon threads.
 *
 * @since 0.1
 */
@Stable
public final class TokenClient implements AutoCloseable {

    /** Audiences and scopes come from the program, not from its users. More targets than this indicate a mistake. */
    static final int MAX_TARGETS = 100;

    private final String name;
    private final TokenFetch fetch;
    private final Timer timer;
    private final Clock clock;
    private final Target target;
    private final TokenSlot slot;
    private final Map<Target, TokenSlot> slots = new ConcurrentHashMap<>();
    private boolean closed;

    TokenClient(String name, TokenFetch fetch, Timer timer, Clock clock, Target target) {
        this.name = name;
        this.fetch = fetch;
        this.timer = timer;
        this.clock = clock;
        this.target = target;
        this.slot = slot(target);
    }

    /** Returns a builder without settings. */
    public static TokenClientBuilder builder() {
        return new TokenClientBuilder();
    }

    /**
     * Returns a builder with the settings from the environment variables of Camunda's own clients;
     * {@code docs/token-client.md} lists them. Further calls of the builder override these settings.
     *
     * @param environment the variables, as {@link System#getenv()} returns them
     * @throws IllegalArgumentException if a variable is malformed, if two variables for the same setting differ, or if
     *     OAuth is disabled; the message names the variables and contains no secret
     */
    public static TokenClientBuilder fromEnvironment(Map<String, String> environment) {
        return builder().apply(new TokenEnvironment(environment));
    }

    /**
     * Returns a token for the audience and scope of this client. Returns immediately if there is a valid token;
     * otherwise waits for one, at most until the time limit.
     *
     * @throws TokenException if no token can be obtained
     * @throws InterruptedException if the thread is interrupted; the request continues for other callers
     */
    public AccessToken token() throws TokenException, InterruptedException {
        return token(slot);
    }

    /**
     * Returns a token for another audience and scope. Otherwise the same as {@link #token()}.
     *
     * @param audience the audience; {@code null} for none
     * @param scope scopes separated by spaces; {@code null} for none
     * @throws IllegalArgumentException if one of them is empty, or if the scope is malformed
     * @throws IllegalStateException if more than 100 different pairs were requested
     * @throws TokenException if no token can be obtained
     * @throws InterruptedException if the thread is interrupted; the request continues for other callers
     */
    public AccessToken token(@Nullable String audience, @Nullable String scope)
            throws TokenException, InterruptedException {
        return token(slot(new Target(audience, scope)));
    }

    private AccessToken token(TokenSlot from) throws TokenException, InterruptedException {
        AccessToken fresh = from.fresh();
        if (fresh != null) {
            return fresh;
        }
        try {
            return from.get().get();
        } catch (ExecutionException failure) {
            throw fetch.described(failure).again();
        }
    }

    /**
     * Returns a token without blocking. Otherwise the same as {@link #token()}. The future fails with a
     * {@link TokenException}, which dependent stages may wrap.
     */
    public CompletableFuture<AccessToken> tokenAsync() {
        return slot.get();
    }

    /**
     * Reports that a resource server refused a token with 401. The client then stops using the token.
     *
     * <p>Only the current token is discarded: if many callers report the same token, one new token is obtained. For the
     * next ten seconds no other token can be discarded, so that a server that refuses every token does not cause a
     * flood of token requests.
     *
     * @param refused the token that was refused
     * @return whether {@link #token()} may now return a different token
     */
    public boolean invalidate(AccessToken refused) {
        boolean another = true;
        for (TokenSlot each : slots.values()) {
            another &= each.invalidate(refused);
        }
        return another;
    }

    private TokenSlot slot(Target wanted) {
        TokenSlot known = slots.get(wanted);
        return known != null ? known : open(wanted);
    }

    private synchronized TokenSlot open(Target wanted) {
        if (slots.size() >= MAX_TARGETS) {
            throw new IllegalStateException(
                    "more than " + MAX_TARGETS + " pairs of audience and scope; do not take them from users");
        }
        TokenSlot opened = slots.computeIfAbsent(wanted, each -> new TokenSlot(each, fetch, timer, clock));
        if (closed) {
            opened.close();
        }
        return opened;
    }

    /**
     * Stops the threads, fails pending requests and discards the tokens. Later calls fail with
     * {@link TokenException.Kind#CLOSED}.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            slots.values().forEach(TokenSlot::close);
        }
        timer.close();
    }

    /** Returns the client id, the server and the target. */
    @Override
    public String toString() {
        return "TokenClient[" + name + ", " + target + "]";
    }
}
