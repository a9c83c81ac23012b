package dev.gatehouse.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way to authenticate: an extractor and an authenticator over one type of credential, and what belongs to them. Thread-safe; the host calls {@link #source()},
 * {@link #extractor()}, {@link #authenticator()}, {@link #blocking()}, {@link #endpoints()}, {@link #issuers()}, {@link #protectedResource()} and {@link #sessionGuard()} once, when it starts.
 *
 * @param <C> the credential that the extractor yields and the authenticator understands
 */
public interface AuthenticationMechanism<C extends Credential> extends AutoCloseable {

    /** Returns which part of a request the credential comes from. */
    CredentialSource source();

    /** Returns what finds the credential. */
    CredentialExtractor<C> extractor();

    /** Returns what judges the credential. */
    Authenticator<C> authenticator();

    /**
     * Returns whether {@link #authenticator()} may wait for something, such as a network, a disk or a lock. The calls of such a mechanism are limited in number
     * ({@code auth.blocking-calls}, 32 by default); further ones are answered with 503 at once, so that one hanging back end can't take all threads.
     */
    default boolean blocking() {
        return false;
    }

    /**
     * Returns the challenges for a refused request (RFC 9110 section 11.6.1), of all active mechanisms composed into one response. A mechanism that clients can't
     * answer through {@code WWW-Authenticate} may still name a scheme, so that every 401 carries a challenge.
     *
     * @param refusal what was refused and why
     * @return the challenges, most wanted first; empty when there is none to offer
     */
    default List<Challenge> challenges(RefusalContext refusal) {
        return List.of();
    }

    /** Returns the mechanism's own endpoints, such as a login. Their calls are limited in number like those of a blocking authenticator, whether it blocks or not. Two mechanisms with the same one refuse the start. */
    default List<Endpoint> endpoints() {
        return List.of();
    }

    /**
     * Returns the issuers whose credentials this mechanism accepts, exactly as they name themselves. Two active mechanisms that accept the same one refuse the start, since it
     * would depend on their order who decides.
     */
    default Set<String> issuers() {
        return Set.of();
    }

    /**
     * Returns the mechanism's part of the application's metadata as a protected resource (RFC 9728). The host publishes them where it knows the application's public URL,
     * and names the place in the challenges of the mechanisms that have a part ({@code resource_metadata}). Empty for mechanisms that take no access tokens.
     */
    default Optional<ProtectedResource> protectedResource() {
        return Optional.empty();
    }

    /** Returns what watches over the sessions that this mechanism opened; without one they simply live until they time out or are ended. */
    default Optional<SessionGuard> sessionGuard() {
        return Optional.empty();
    }

    /**
     * Starts background work, such as fetching keys. Called once, after all mechanisms of a configuration have been created
     * and checked against each other, and before the first request. A configuration that was refused before is closed
     * without it.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if the mechanism cannot work together with the others; the start
     *     is refused
     */
    default void start() {}

    /** Returns whether the mechanism can decide at present. Cheap; called by readiness probes. */
    default Health health() {
        return Health.up();
    }

    /** Ends background work and frees what the mechanism holds. Called once; no credential is judged after it, but {@link #challenges} may still be
     * asked for requests that are under way. */
    @Override
    default void close() {}
}
