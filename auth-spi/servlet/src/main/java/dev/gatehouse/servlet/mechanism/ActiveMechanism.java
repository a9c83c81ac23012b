package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialPlace;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.RequiredBody;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.StackSummary;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An active mechanism with its name and its limits. Its exceptions are caught here and become results, so that a defect
 * of a mechanism cannot look like a decision.
 *
 * @param <C> the mechanism's credential
 * @since 0.1
 */
@Internal
public final class ActiveMechanism<C extends Credential> {

    /** The mechanism failed in a way that it does not declare. */
    public static final Reason BROKEN = Reason.of("mechanism.broken");

    private static final AuthenticationResult SATURATED =
            AuthenticationResult.unavailable(Reason.of("mechanism.saturated"), Duration.ofSeconds(1));
    private static final Logger LOG = LoggerFactory.getLogger(ActiveMechanism.class);

    private final String name;
    private final AuthenticationMechanism<C> mechanism;
    private final CredentialSource source;
    private final List<ActivePlace<C>> places;
    private final Authenticator<C> authenticator;
    private final @Nullable RequiredBody<C> requiredBody;
    private final List<Endpoint> endpoints;
    private final Optional<String> loginPage;
    private final Set<String> cookiePrefixes;
    private final Map<String, String> directories;
    private final Optional<ProtectedResource> protectedResource;
    private final @Nullable CallLimit calls;
    private final CallLimit endpointCalls;

    /**
     * Creates the mechanism. The limit, at least 1, is for concurrent calls of its authenticator, and as many of its
     * endpoints.
     */
    public ActiveMechanism(String name, AuthenticationMechanism<C> mechanism, int limit) {
        this.name = name;
        this.mechanism = mechanism;
        this.source = Objects.requireNonNull(mechanism.source(), "source");
        this.places = places(mechanism);
        this.authenticator = Objects.requireNonNull(mechanism.authenticator(), "authenticator");
        this.requiredBody =
                Objects.requireNonNull(mechanism.requiredBody(), "requiredBody").orElse(null);
        this.endpoints = List.copyOf(mechanism.endpoints());
        this.loginPage = Objects.requireNonNull(mechanism.loginPage(), "loginPage");
        this.cookiePrefixes = Set.copyOf(mechanism.cookiePrefixes());
        this.directories = Map.copyOf(mechanism.directories());
        this.protectedResource = Objects.requireNonNull(mechanism.protectedResource(), "protectedResource");
        this.calls = mechanism.blocking() ? new CallLimit("authenticator", limit) : null;
        this.endpointCalls = new CallLimit("endpoints", limit);
    }

    private List<ActivePlace<C>> places(AuthenticationMechanism<C> mechanism) {
        List<ActivePlace<C>> all = new ArrayList<>();
        Set<CredentialSource> sources = new HashSet<>();
        for (CredentialPlace<C> place : mechanism.places()) {
            if (!sources.add(place.source())) {
                throw new IllegalArgumentException("it names " + place.source() + " twice");
            }
            all.add(new ActivePlace<>(this, place));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("it names no place that its credential comes from");
        }
        return List.copyOf(all);
    }

    /** Returns the name in {@code auth.mechanisms}. */
    public String name() {
        return name;
    }

    /** Returns the places of its credentials, in the order in which they are looked at. */
    public List<ActivePlace<C>> places() {
        return places;
    }

    /** Returns whether the credential may come from this source. */
    public boolean takesFrom(@Nullable CredentialSource other) {
        for (ActivePlace<C> place : places) {
            if (place.source().equals(other)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the source of its first place. */
    public CredentialSource source() {
        return source;
    }

    /** Returns its endpoints. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Returns the path of the page where people log in. */
    public Optional<String> loginPage() {
        return loginPage;
    }

    /** Returns the prefixes of the cookies that belong to it alone. */
    public Set<String> cookiePrefixes() {
        return cookiePrefixes;
    }

    /** Returns its directories of people: issuers, and what their names begin with. */
    public Map<String, String> directories() {
        return directories;
    }

    /** Returns its part of the resource metadata (RFC 9728). */
    public Optional<ProtectedResource> protectedResource() {
        return protectedResource;
    }

    /** Returns the mechanism itself. */
    public AuthenticationMechanism<C> mechanism() {
        return mechanism;
    }

    /** Returns the length of the longest body that it can verify; 0 if it needs none. */
    public int bodyBound() {
        return requiredBody == null ? 0 : requiredBody.maxBytes();
    }

    /** Returns the credential with the body, if the mechanism needs it. */
    public C completed(C credential, byte[] body) throws BrokenMechanismException {
        if (requiredBody == null) {
            return credential;
        }
        C completed;
        try {
            completed = requiredBody
                    .completion()
                    .complete(credential, ByteBuffer.wrap(body).asReadOnlyBuffer());
        } catch (Throwable failure) {
            throw broken("completing its credential with the body failed", failure);
        }
        if (completed == null) {
            throw broken("completing its credential with the body returned null", null);
        }
        return completed;
    }

    /** Authenticates within the limit for calls. A full limit is {@code unavailable}. */
    public AuthenticationResult authenticate(C credential) throws BrokenMechanismException {
        if (calls == null) {
            return guarded(credential);
        }
        if (!calls.enter()) {
            return SATURATED;
        }
        try {
            return guarded(credential);
        } finally {
            calls.leave();
        }
    }

    private AuthenticationResult guarded(C credential) throws BrokenMechanismException {
        AuthenticationResult result;
        try {
            result = authenticator.authenticate(credential);
        } catch (Throwable failure) {
            throw broken("its authenticator failed", failure);
        }
        if (result == null) {
            throw broken("its authenticator returned null", null);
        }
        return result;
    }

    /** Returns the endpoint's reply, or {@code null} if it has too many concurrent calls. */
    @Nullable
    public Reply handle(Endpoint endpoint, EndpointRequest request) throws BrokenMechanismException {
        return limited(() -> endpoint.handler().handle(request));
    }

    /** Returns the endpoint's reply before the body, if any; {@code null} if it has too many concurrent calls. */
    @Nullable
    public Early beforeBody(Endpoint endpoint, RequestView request) throws BrokenMechanismException {
        return limited(() -> new Early(endpoint.handler().beforeBody(request).orElse(null)));
    }

    /** What an endpoint says before the body: a reply, or {@code null} to go on. */
    public record Early(@Nullable Reply reply) {}

    private <T> @Nullable T limited(Supplier<@Nullable T> call) throws BrokenMechanismException {
        if (!endpointCalls.enter()) {
            return null;
        }
        T result;
        try {
            result = call.get();
        } catch (Throwable failure) {
            throw broken("its endpoint failed", failure);
        } finally {
            endpointCalls.leave();
        }
        if (result == null) {
            throw broken("its endpoint returned null", null);
        }
        return result;
    }

    /** Returns the challenges for a refusal; none if the mechanism fails. */
    public List<Challenge> challenges(RefusalContext refusal) {
        try {
            return List.copyOf(mechanism.challenges(refusal));
        } catch (Throwable failure) {
            LOG.error("mechanism {} broke its contract: its challenges failed with {}", name, StackSummary.of(failure));
            return List.of();
        }
    }

    /** Returns the health that it reports; {@code DOWN} if it fails. */
    public Health health() {
        try {
            return Objects.requireNonNull(mechanism.health(), "health");
        } catch (Throwable failure) {
            LOG.error("mechanism {} broke its contract: its health failed with {}", name, StackSummary.of(failure));
            return new Health(Health.State.DOWN, "its health check failed");
        }
    }

    /** Returns its figures and those of its limit; only the latter if it fails. */
    public List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>(calls == null ? List.of() : calls.measurements());
        if (!endpoints.isEmpty()) {
            all.addAll(endpointCalls.measurements());
        }
        try {
            all.addAll(mechanism.measurements());
        } catch (Throwable failure) {
            LOG.error("mechanism {} broke its contract: measuring it failed with {}", name, StackSummary.of(failure));
        }
        return List.copyOf(all);
    }

    /** Closes it. A failure is logged. */
    public void close() {
        try {
            mechanism.close();
        } catch (Throwable failure) {
            LOG.error("mechanism {} broke its contract: closing it failed with {}", name, StackSummary.of(failure));
        }
    }

    /** Logs a failure that the mechanism does not declare, and returns the exception for it. */
    public BrokenMechanismException broken(String what, @Nullable Throwable failure) {
        LOG.error(
                "mechanism {} broke its contract: {}{}",
                name,
                what,
                failure == null ? "" : " with " + StackSummary.of(failure));
        return new BrokenMechanismException(name);
    }
}
