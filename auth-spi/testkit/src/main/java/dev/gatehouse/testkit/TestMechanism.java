package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Authenticator;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequiredBody;
import dev.gatehouse.spi.stability.Incubating;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.AssertionFailedError;

/**
 * A mechanism and the steps of a request through it, without a host: {@code TestMechanism.create(factory,
 * context).answer(request)}. Exceptions of the mechanism reach the test. As thread-safe as the mechanism.
 *
 * @since 0.1
 */
@Incubating
public final class TestMechanism implements AutoCloseable {

    /**
     * No measure of speed: long enough for any machine, and yet shorter than a {@link TestContext} lets a call wait for
     * a dead back end.
     */
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    private final Parts<?> parts;
    private final @Nullable TestContext context;

    private TestMechanism(Parts<?> parts, @Nullable TestContext context) {
        this.parts = parts;
        this.context = context;
    }

    private TestMechanism started() {
        parts.mechanism.check();
        parts.mechanism.start();
        return this;
    }

    /** Creates a mechanism with this factory and starts it. It is the only one in its configuration. */
    public static TestMechanism create(AuthenticationMechanismFactory factory, MechanismContext context) {
        return created(factory, context).started();
    }

    private static TestMechanism created(AuthenticationMechanismFactory factory, MechanismContext context) {
        TestContext own = context instanceof TestContext test ? test.reloaded() : null;
        return new TestMechanism(Parts.of(factory.create(own == null ? context : own)), own);
    }

    /**
     * Creates the mechanism of a contract. What keeps it from being created is a broken rule.
     *
     * @throws AssertionError if a part is missing, or if it cannot be created or started
     */
    static TestMechanism create(MechanismUnderTest contract, TestContext context) {
        return create(contract, context, () -> {});
    }

    /**
     * Creates the mechanism of a contract. What keeps it from being created is a broken rule.
     *
     * @param beforeStart runs when it was created, and before it starts
     * @throws AssertionError if a part is missing, or if it cannot be created or started
     */
    static TestMechanism create(MechanismUnderTest contract, TestContext context, Runnable beforeStart) {
        try {
            TestMechanism mechanism = created(contract.factory(), context);
            beforeStart.run();
            return mechanism.started();
        } catch (MissingPartException missing) {
            throw Rule.PARTS.broken(String.valueOf(missing.getMessage()), missing);
        } catch (RuntimeException thrown) {
            throw Rule.CREATED.broken(thrown.toString(), thrown);
        }
    }

    /** Returns a mechanism that the test created itself, and starts it. */
    public static TestMechanism of(AuthenticationMechanism<?> mechanism) {
        return new TestMechanism(Parts.of(mechanism), null).started();
    }

    /** Returns the mechanism. */
    public AuthenticationMechanism<?> mechanism() {
        return parts.mechanism;
    }

    /**
     * Returns the credential that the extractor claims in a request, which it sees as in the host, completed with the
     * body if the mechanism requires it; empty if it claims none.
     *
     * @throws IllegalArgumentException if the body is longer than the mechanism can verify; the host answers 413
     */
    public Optional<? extends Credential> extract(TestRequest request) {
        Claim<?> claim = parts.claim(request);
        return claim == null ? Optional.empty() : Optional.of(claim.credential);
    }

    /**
     * Returns the result for a request; empty if the mechanism claims no credential in it.
     *
     * @throws IllegalArgumentException if the body is longer than the mechanism can verify; the host answers 413
     */
    public Optional<AuthenticationResult> answer(TestRequest request) {
        Claim<?> claim = parts.claim(request);
        return claim == null ? Optional.empty() : Optional.of(claim.authenticate());
    }

    /**
     * Returns the reply of the mechanism's endpoint to a request.
     *
     * @throws IllegalArgumentException if it has no endpoint for the method and path of the request
     */
    public Reply reply(EndpointRequest request) {
        for (Endpoint endpoint : parts.mechanism.endpoints()) {
            if (endpoint.method().equals(request.method()) && endpoint.path().equals(request.path())) {
                Optional<Reply> early = endpoint.handler().beforeBody(request);
                return early.isPresent()
                        ? early.get()
                        : Objects.requireNonNull(endpoint.handler().handle(request), "reply");
            }
        }
        throw new IllegalArgumentException("no endpoint for " + request.method() + " " + request.path());
    }

    /**
     * Returns the health of the mechanism of a contract.
     *
     * @throws AssertionError if it throws, returns null, or has not answered after 30 seconds
     */
    Health health() {
        Health health;
        try {
            health = Assertions.assertTimeoutPreemptively(AT_ONCE, parts.mechanism::health);
        } catch (AssertionFailedError late) {
            throw Rule.HEALTH.broken("no answer within " + AT_ONCE.toSeconds() + " s", late);
        } catch (RuntimeException thrown) {
            throw Rule.HEALTH.broken("it throws " + thrown.getClass().getName(), thrown);
        }
        Rule.HEALTH.check(health != null, "null");
        return health;
    }

    @Override
    public void close() {
        parts.mechanism.close();
        if (context != null) {
            context.closeSnapshotState();
        }
    }

    CredentialSource source() {
        return parts.source;
    }

    /** Returns what an object graph of the mechanism begins with. */
    List<Object> roots() {
        List<Object> roots = new ArrayList<>(List.of(parts.mechanism, parts.extractor, parts.authenticator));
        if (context != null) {
            roots.addAll(context.states());
        }
        return roots;
    }

    /** Returns what the threads of requests share without the host's help: extractor and authenticator. */
    List<Object> shared() {
        return List.of(parts.extractor, parts.authenticator);
    }

    /**
     * Returns the claimed credential of a request; {@code null} if there is none.
     *
     * @param what the request in words, for the message
     * @throws AssertionError if the extractor breaks its rule
     */
    @Nullable
    Claim<?> claim(TestRequest request, String what) {
        try {
            return parts.claim(request);
        } catch (RuntimeException | Error thrown) {
            throw Rule.HOSTILE_EXTRACTION.broken(what + ": " + thrown.getClass().getName(), thrown);
        }
    }

    /**
     * Returns the result for a request; {@code null} if the mechanism claims no credential in it.
     *
     * @param what the request in words, for the message
     * @throws AssertionError if the extractor or the authenticator breaks its rule
     */
    @Nullable
    AuthenticationResult judge(TestRequest request, String what) {
        Claim<?> claim = claim(request, what);
        return claim == null ? null : claim.authenticate(what);
    }

    /** A credential that the mechanism claimed, with the authenticator for it. */
    record Claim<C extends Credential>(Authenticator<C> authenticator, C credential) {

        AuthenticationResult authenticate() {
            return Objects.requireNonNull(authenticator.authenticate(credential), "result");
        }

        AuthenticationResult authenticate(String what) {
            AuthenticationResult result;
            try {
                result = authenticator.authenticate(credential);
            } catch (RuntimeException | Error thrown) {
                throw Rule.HOSTILE_AUTHENTICATION.broken(
                        what + ": " + thrown.getClass().getName(), thrown);
            }
            if (result == null) {
                throw Rule.HOSTILE_AUTHENTICATION.broken(what + ": null", null);
            }
            return result;
        }

        @Override
        public String toString() {
            return "Claim[" + credential.getClass().getSimpleName() + "]";
        }
    }

    /** A part of the mechanism is {@code null}. */
    private static final class MissingPartException extends NullPointerException {
        private static final long serialVersionUID = 1L;

        private MissingPartException(String method) {
            super(method + " returns null");
        }
    }

    private record Parts<C extends Credential>(
            AuthenticationMechanism<C> mechanism,
            CredentialSource source,
            CredentialExtractor<C> extractor,
            Authenticator<C> authenticator,
            Optional<RequiredBody<C>> requiredBody) {

        private static <C extends Credential> Parts<C> of(AuthenticationMechanism<C> mechanism) {
            require(mechanism, "create()");
            return new Parts<>(
                    mechanism,
                    require(mechanism.source(), "source()"),
                    require(mechanism.extractor(), "extractor()"),
                    require(mechanism.authenticator(), "authenticator()"),
                    require(mechanism.requiredBody(), "requiredBody()"));
        }

        private static <T> T require(T part, String method) {
            if (part == null) {
                throw new MissingPartException(method);
            }
            return part;
        }

        private @Nullable Claim<C> claim(TestRequest request) {
            Optional<C> credential = Objects.requireNonNull(
                    extractor.extract(request.seenBy(source)), "the extractor returned null instead of an Optional");
            return credential.isPresent() ? new Claim<>(authenticator, completed(credential.get(), request)) : null;
        }

        private C completed(C credential, TestRequest request) {
            if (requiredBody.isEmpty()) {
                return credential;
            }
            RequiredBody<C> required = requiredBody.get();
            byte[] body = request.body();
            if (body.length > required.maxBytes()) {
                throw new IllegalArgumentException("the mechanism can verify bodies of " + required.maxBytes()
                        + " bytes, but this one has " + body.length);
            }
            return Objects.requireNonNull(
                    required.completion()
                            .complete(credential, ByteBuffer.wrap(body).asReadOnlyBuffer()),
                    "the credential with the body");
        }
    }
}
