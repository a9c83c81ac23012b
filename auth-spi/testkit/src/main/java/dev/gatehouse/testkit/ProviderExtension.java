package dev.gatehouse.testkit;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension for tests of applications: a real provider of tokens in this process, and a clock that stands
 * still.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final ProviderExtension PROVIDER = ProviderExtension.forAudience("orders-api");
 * }</pre>
 *
 * <p>The provider runs while the tests of the class do. Before each test it runs again, and the clock shows the start.
 * The keys stay as they are. Register it in a static field. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class ProviderExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /** What the clock shows at the start of each test. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int UNAVAILABLE = 503;
    private static final long POLL = Duration.ofMillis(20).toNanos();

    private final String audience;
    private final MovableClock clock = MovableClock.at(START);
    private volatile @Nullable IdentityProvider provider;

    private ProviderExtension(String audience) {
        this.audience = audience;
    }

    /**
     * Returns an extension whose tokens are for an application.
     *
     * @param audience the audience that the application expects
     */
    public static ProviderExtension forAudience(String audience) {
        return new ProviderExtension(Objects.requireNonNull(audience, "audience"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        provider = IdentityProvider.demo().clock(clock).start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        clock.set(START);
        provider().start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        provider().close();
    }

    /**
     * Returns the provider, for what this class does not offer: faults, users, clients.
     *
     * @throws IllegalStateException before the tests of the class begin
     */
    public IdentityProvider provider() {
        IdentityProvider running = provider;
        if (running == null) {
            throw new IllegalStateException(
                    "the provider does not run yet; register the extension in a static field with @RegisterExtension");
        }
        return running;
    }

    /** Returns the clock of the provider, which the application needs too: {@code Gatehouse.builder().clock(...)}. */
    public MovableClock clock() {
        return clock;
    }

    /**
     * Returns the settings with which an application accepts the tokens: the mechanism {@code jwt} with this issuer and
     * audience. The application needs {@code auth-jwt}.
     */
    public Map<String, String> settings() {
        return Map.of(
                "auth.mechanisms",
                "jwt",
                "auth.jwt.issuer",
                provider().generic().issuer(),
                "auth.jwt.audience",
                audience);
    }

    /**
     * Returns an access token that is valid for a day.
     *
     * @param claims changes its claims, such as {@code token -> token.claim("sub", "demo").claim("scope", "read")}
     */
    public String token(UnaryOperator<TokenSpec> claims) {
        return claims.apply(provider().generic().mint().audience(audience)).serialize();
    }

    /**
     * Returns the value of {@code Authorization} with an access token of a client that is valid for a day. Give
     * {@linkplain #bearer(UnaryOperator) claims} to a test that depends on the subject or on permissions.
     */
    public String bearer() {
        return bearer(claims -> claims);
    }

    /**
     * Returns the value of {@code Authorization} with such a token.
     *
     * @param claims changes its claims, as for {@link #token(UnaryOperator)}
     */
    public String bearer(UnaryOperator<TokenSpec> claims) {
        return "Bearer " + token(claims);
    }

    /** Signs further tokens with a new key. The keys that were published before stay published. */
    public void rotateKeys() {
        provider().generic().keys().rotate();
    }

    /** Makes the provider unreachable until {@link #endOutage()} or the next test. */
    public void beginOutage() {
        provider().stop();
    }

    /** Makes the provider reachable again, on the same port and with the same keys. */
    public void endOutage() {
        provider().start();
    }

    /**
     * Returns the status of a request to the application once it is not 503. An application fetches keys in the
     * background, and answers 503 as long as it does not know them.
     *
     * @param request sends the request and returns the status of the response
     * @throws Exception if the request throws it
     */
    public static int statusOnceReady(Callable<Integer> request) throws Exception {
        int status = request.call();
        while (status == UNAVAILABLE) {
            LockSupport.parkNanos(POLL);
            status = request.call();
        }
        return status;
    }

    /** Shows the audience. */
    @Override
    public String toString() {
        return "ProviderExtension[" + audience + "]";
    }
}
