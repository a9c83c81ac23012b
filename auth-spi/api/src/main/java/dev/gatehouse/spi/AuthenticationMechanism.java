package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One way to authenticate a request: an extractor and an authenticator for one type of credential, and what belongs to
 * them.
 *
 * <p>The host calls {@link #source()}, {@link #extractor()}, {@link #places()}, {@link #authenticator()},
 * {@link #requiredBody()}, {@link #blocking()}, {@link #endpoints()}, {@link #loginPage()}, {@link #cookiePrefixes()},
 * {@link #issuers()}, {@link #directories()}, {@link #protectedResource()} and {@link #sessionGuard()} once, at
 * startup, and keeps the results. An exception or {@code null} from one of them refuses the start. {@link #challenges},
 * {@link #health} and {@link #measurements} are called at any time, by several threads at once. Implementations are
 * thread-safe.
 *
 * @param <C> the type of credential that the extractor returns and the authenticator accepts
 * @since 0.1
 */
@Stable
public interface AuthenticationMechanism<C extends Credential> extends AutoCloseable {

    /** Returns the part of a request that the credential comes from. */
    CredentialSource source();

    /** Returns the extractor, which finds the credential in a request. */
    CredentialExtractor<C> extractor();

    /**
     * Returns all parts of a request that the credential may come from. The default is {@link #source()} with
     * {@link #extractor()}; a mechanism with more than one overrides this method and returns that one first.
     *
     * <p>The host treats each place like a mechanism with that source: it decides precedence, visibility and cross-site
     * protection. The sources must differ.
     */
    default List<CredentialPlace<C>> places() {
        return List.of(new CredentialPlace<>(source(), extractor()));
    }

    /** Returns the authenticator, which verifies the credential. */
    Authenticator<C> authenticator();

    /**
     * Returns the mechanism's need for the body of the request, for credentials that sign it. The default is empty: the
     * body is left to the application.
     *
     * <p>The host reads the body only of a request whose credential this mechanism has claimed, and only after it has
     * chosen that credential. It then passes the completed credential to the authenticator.
     */
    default Optional<RequiredBody<C>> requiredBody() {
        return Optional.empty();
    }

    /**
     * Returns whether {@link #authenticator()} may block, for example on a network, a disk or a lock. The default is
     * {@code false}.
     *
     * <p>The host limits the concurrent calls of a blocking mechanism ({@code auth.blocking-calls}, 32 by default). It
     * answers further requests with 503 immediately, so that one unresponsive back end cannot occupy every thread.
     */
    default boolean blocking() {
        return false;
    }

    /**
     * Returns the challenges for a refused request (RFC 9110 section 11.6.1). The host combines the challenges of all
     * active mechanisms in one response. The default is an empty list.
     *
     * <p>A mechanism whose clients do not react to {@code WWW-Authenticate} should still name a scheme, so that every
     * 401 response carries a challenge.
     *
     * @param refusal what was refused and why
     * @return the challenges, preferred one first; empty when the mechanism has none to offer
     */
    default List<Challenge> challenges(RefusalContext refusal) {
        return List.of();
    }

    /**
     * Returns the mechanism's own endpoints, such as a login. The default is an empty list.
     *
     * <p>The host limits concurrent endpoint calls in the same way as calls of a blocking authenticator, whether the
     * mechanism blocks or not. Two mechanisms with the same method and path refuse the start.
     */
    default List<Endpoint> endpoints() {
        return List.of();
    }

    /**
     * Returns the path of the endpoint for GET at which a browser can log in. The default is empty.
     *
     * <p>If the configuration names no login page, the host redirects browsers that open a page without a credential to
     * that of the first mechanism that has one. It receives the path of the opened page in the parameter
     * {@code return}. A path that is none of the mechanism's endpoints refuses the start.
     */
    default Optional<String> loginPage() {
        return Optional.empty();
    }

    /**
     * Returns the prefixes of the names of those cookies that the mechanism's endpoints set and read besides the
     * credential, such as the state of a login that another server continues. {@link EndpointRequest#cookiesByPrefix}
     * shows these cookies. The default is an empty set.
     *
     * <p>A prefix that is not a cookie name of at least 8 characters, that another mechanism's prefix begins with, or
     * that a session cookie's name begins with refuses the start.
     */
    default Set<String> cookiePrefixes() {
        return Set.of();
    }

    /**
     * Returns the issuers whose credentials this mechanism accepts, exactly as written in the credential, such as the
     * {@code iss} claim. The default is an empty set.
     *
     * <p>Two active mechanisms that accept the same issuer refuse the start, because otherwise their order would decide
     * which policy applies. {@link Caller#LOCAL_ISSUER} refuses it too, because it names the application's own users.
     */
    default Set<String> issuers() {
        return Set.of();
    }

    /**
     * Returns the directories of people that this mechanism authenticates for pages, such as the users of a login: the
     * {@linkplain Caller#issuer() issuer} of the callers, and what all their {@linkplain Caller#getName() names} begin
     * with, an empty string for nothing. The default is an empty map, for mechanisms whose callers are programs.
     *
     * <p>Applications store and compare names. Two directories of which people could have the same name refuse the
     * start: all but one need a prefix, and no prefix begins with another one. The host refuses a caller whose name
     * begins with the prefix of another directory, or lacks that of its own.
     */
    default Map<String, String> directories() {
        return Map.of();
    }

    /**
     * Returns the mechanism's part of the application's protected resource metadata (RFC 9728). The default is empty,
     * for mechanisms that do not accept access tokens.
     *
     * <p>The host publishes the metadata when it knows the public URL of the application. It then adds
     * {@code resource_metadata} to the challenges of each mechanism that contributes a part.
     */
    default Optional<ProtectedResource> protectedResource() {
        return Optional.empty();
    }

    /**
     * Returns the guard for the sessions that this mechanism opens. The default is empty: a session then lasts until it
     * times out or is ended.
     */
    default Optional<SessionGuard> sessionGuard() {
        return Optional.empty();
    }

    /**
     * Checks what can only be checked when all mechanisms of a configuration have been created, such as a file that
     * names issuers of several mechanisms. The default does nothing.
     *
     * <p>The host calls it once, before {@link #start()}, and also in a {@linkplain MechanismContext#checkOnly() check}
     * that never starts the mechanism. It must not start anything or wait for the network.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a setting cannot be used; the start is refused
     */
    default void check() {}

    /**
     * Starts background work, such as fetching keys. Called once, after all mechanisms of a configuration have been
     * created and checked against each other, and before the first request. A configuration that was refused before is
     * closed without it.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if the mechanism cannot work together with the others; the
     *     start is refused
     */
    default void start() {}

    /**
     * Returns whether the mechanism can make decisions now. The default is {@link Health#up()}. Readiness probes call
     * this method often, so it must be cheap and must not block.
     */
    default Health health() {
        return Health.up();
    }

    /**
     * Returns figures about the mechanism at this time, such as the age of its keys. The default is an empty list.
     * Metrics call this method every few seconds, so it must be cheap and must not block. The resource
     * {@code META-INF/gatehouse/measurements.properties} of the module describes each name.
     */
    default List<Measurement> measurements() {
        return List.of();
    }

    /**
     * Stops background work and releases resources. The host calls it once. It sends no further credentials to the
     * authenticator afterwards, but may still call {@link #challenges} for requests in progress.
     */
    @Override
    default void close() {}
}
