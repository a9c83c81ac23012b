package dev.gatehouse.servlet;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.ProtectedResource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An active mechanism with its name and its limits. Its exceptions are caught here and become results, so that a defect
 * of a mechanism cannot look like a decision.
 *
 * @param <C> the mechanism's credential
 */
final class ActiveMechanism<C extends Credential> {

    static final Reason BROKEN = Reason.of("mechanism.broken");
    private static final AuthenticationResult SATURATED =
            AuthenticationResult.unavailable(Reason.of("mechanism.saturated"), Duration.ofSeconds(1));
    private static final Logger LOG = LoggerFactory.getLogger(ActiveMechanism.class);

    private final String name;
    private final AuthenticationMechanism<C> mechanism;
    private final CredentialSource source;
    private final CredentialExtractor<C> extractor;
    private final Authenticator<C> authenticator;
    private final List<Endpoint> endpoints;
    private final Optional<ProtectedResource> protectedResource;
    private final @Nullable Semaphore calls;
    private final Semaphore endpointCalls;

    ActiveMechanism(String name, AuthenticationMechanism<C> mechanism, int limit) {
        this.name = name;
        this.mechanism = mechanism;
        this.source = Objects.requireNonNull(mechanism.source(), "source");
        this.extractor = Objects.requireNonNull(mechanism.extractor(), "extractor");
        this.authenticator = Objects.requireNonNull(mechanism.authenticator(), "authenticator");
        this.endpoints = List.copyOf(mechanism.endpoints());
        this.protectedResource = Objects.requireNonNull(mechanism.protectedResource(), "protectedResource");
        this.calls = mechanism.blocking() ? new Semaphore(limit) : null;
        this.endpointCalls = new Semaphore(limit);
    }

    String name() {
        return name;
    }

    CredentialSource source() {
        return source;
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    Optional<ProtectedResource> protectedResource() {
        return protectedResource;
    }

    AuthenticationMechanism<C> mechanism() {
        return mechanism;
    }

    /** Returns the credential, or {@code null} if the mechanism claims none. */
    @Nullable
    Presented<C> extract(RequestView view) throws BrokenMechanismException {
        try {
            Optional<C> credential = extractor.extract(view);
            return credential.isPresent() ? new Presented<>(this, credential.get()) : null;
        } catch (Throwable failure) {
            throw broken("its extractor failed", failure);
        }
    }

    /** Returns whether the other mechanism finds the same credential in every request. */
    boolean extractsLike(ActiveMechanism<?> other) {
        return extractor == other.extractor && source.equals(other.source);
    }

    /**
     * Returns the credential that a mechanism with the same extractor has claimed, or {@code null} if it claimed none.
     */
    @Nullable
    Presented<C> alike(List<Presented<?>> claimed, ActiveMechanism<?> other) {
        for (Presented<?> presented : claimed) {
            if (presented.mechanism == other) {
                // One extractor has one credential type.
                @SuppressWarnings("unchecked")
                C credential = (C) presented.credential;
                return new Presented<>(this, credential);
            }
        }
        return null;
    }

    AuthenticationResult authenticate(C credential) throws BrokenMechanismException {
        if (calls == null) {
            return guarded(credential);
        }
        if (!calls.tryAcquire()) {
            return SATURATED;
        }
        try {
            return guarded(credential);
        } finally {
            calls.release();
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
    Reply handle(Endpoint endpoint, EndpointRequest request) throws BrokenMechanismException {
        return limited(() -> endpoint.handler().handle(request));
    }

    /** Returns the endpoint's reply before the body, if any; {@code null} if it has too many concurrent calls. */
    @Nullable
    Early beforeBody(Endpoint endpoint, RequestView request) throws BrokenMechanismException {
        return limited(() -> new Early(endpoint.handler().beforeBody(request).orElse(null)));
    }

    /** What an endpoint says before the body: a reply, or {@code null} to go on. */
    record Early(@Nullable Reply reply) {}

    private <T> @Nullable T limited(Supplier<@Nullable T> call) throws BrokenMechanismException {
        if (!endpointCalls.tryAcquire()) {
            return null;
        }
        T result;
        try {
            result = call.get();
        } catch (Throwable failure) {
            throw broken("its endpoint failed", failure);
        } finally {
            endpointCalls.release();
        }
        if (result == null) {
            throw broken("its endpoint returned null", null);
        }
        return result;
    }

    List<Challenge> challenges(RefusalContext refusal) {
        try {
            return List.copyOf(mechanism.challenges(refusal));
        } catch (Throwable failure) {
            LOG.error("mechanism {} broke its contract: its challenges failed with {}", name, StackSummary.of(failure));
            return List.of();
        }
    }

    Health health() {
        try {
            return Objects.requireNonNull(mechanism.health(), "health");
        } catch (Throwable failure) {
            LOG.error("mechanism {} broke its contract: its health failed with {}", name, StackSummary.of(failure));
            return new Health(Health.State.DOWN, "its health check failed");
        }
    }

    void close() {
        try {
            mechanism.close();
        } catch (Throwable failure) {
            LOG.error("mechanism {} broke its contract: closing it failed with {}", name, StackSummary.of(failure));
        }
    }

    private BrokenMechanismException broken(String what, @Nullable Throwable failure) {
        LOG.error(
                "mechanism {} broke its contract: {}{}",
                name,
                what,
                failure == null ? "" : " with " + StackSummary.of(failure));
        return new BrokenMechanismException(name);
    }

    /**
     * A credential that a mechanism claims.
     *
     * @param <C> the mechanism's credential
     */
    record Presented<C extends Credential>(ActiveMechanism<C> mechanism, C credential) {

        AuthenticationResult authenticate() throws BrokenMechanismException {
            return mechanism.authenticate(credential);
        }

        @Override
        public String toString() {
            return "Presented[mechanism=" + mechanism.name + "]";
        }
    }
}
