package dev.gatehouse.jwt.client;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Obtains access tokens with client credentials (RFC 6749 section 4.4) and keeps them.
 *
 * <p>A token is kept per audience and scope, renewed in the background at 80 % of its life and 30 seconds before its end at least, as long as somebody uses it. Any
 * number of callers cause one request. A renewal that fails leaves the old token in use until it ends. What may pass by itself (no connection, no answer in time, 429,
 * 5xx) is tried again a few times within the deadline, with growing random pauses and no sooner than {@code Retry-After} says; a refusal (400, 401 and other 4xx) is
 * not, and is remembered for 30 seconds, so that a wrong secret does not hammer the server.
 *
 * <p>Secrets go to the token endpoint alone: over TLS, or to this machine, and never along a redirect. Neither they nor tokens stand in messages, logs or
 * {@code toString}. Safe for use by any number of threads. {@link #close()} it to end its threads, which are daemons.
 */
public final class TokenClient implements AutoCloseable {

    /** Targets come from the program, not from its users; so many mean that this is not so. */
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

    /** Starts the description of a client. */
    public static TokenClientBuilder builder() {
        return new TokenClientBuilder();
    }

    /**
     * Starts the description of a client with what Camunda's own clients read from the environment; {@code docs/token-client.md} lists the names. Further calls of the
     * builder replace what was found.
     *
     * @param environment as {@link System#getenv()} returns it
     * @throws IllegalArgumentException when a variable is malformed, when two that mean the same contradict each other, or when they say that no token is wanted; the
     *     message names the variables and no secret
     */
    public static TokenClientBuilder fromEnvironment(Map<String, String> environment) {
        return new TokenEnvironment(environment).builder();
    }

    /**
     * Returns a token for the audience and scope of this client. Returns at once while there is one; else waits for it, until the deadline at most.
     *
     * @throws TokenException when there is none
     * @throws InterruptedException when the thread is interrupted meanwhile; the request goes on for others
     */
    public AccessToken token() throws TokenException, InterruptedException {
        return token(slot);
    }

    /**
     * Returns a token for another audience and scope, like {@link #token()}.
     *
     * @param audience null for none
     * @param scope blank-separated; null for none
     * @throws IllegalArgumentException when one of them is empty, or the scope is malformed
     * @throws IllegalStateException when more than 100 different pairs have been asked for
     * @throws TokenException when there is none
     * @throws InterruptedException when the thread is interrupted meanwhile; the request goes on for others
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

    /** Returns the same as {@link #token()} without waiting; it fails with a {@link TokenException}, which other stages may wrap. */
    public CompletableFuture<AccessToken> tokenAsync() {
        return slot.get();
    }

    /**
     * Says that a resource server refused a token with 401, so that it is not used again. Only the token in use is dropped: when many callers say so of the same one, one
     * new token is fetched. After that it takes ten seconds until another one can be dropped; a server that refuses every token causes no storm of requests.
     *
     * @return whether {@link #token()} may now give another token than this one
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
            throw new IllegalStateException("more than " + MAX_TARGETS
                    + " audiences and scopes: they must come from the program and not from its users");
        }
        TokenSlot opened = slots.computeIfAbsent(wanted, each -> new TokenSlot(each, fetch, timer, clock));
        if (closed) {
            opened.close();
        }
        return opened;
    }

    /** Ends the threads, fails those who wait and forgets the tokens. Later calls fail with {@link TokenException.Kind#CLOSED}. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            slots.values().forEach(TokenSlot::close);
        }
        timer.close();
    }

    /** Names client, server and target. */
    @Override
    public String toString() {
        return "TokenClient[" + name + ", " + target + "]";
    }
}
