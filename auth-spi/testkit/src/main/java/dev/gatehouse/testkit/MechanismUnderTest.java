package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.stability.Incubating;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mechanism that a {@linkplain MechanismContract contract} tests: how it is created, and what good, bad and absent
 * credentials look like. Resources that the methods create, such as a running back end, live as long as the test
 * instance.
 *
 * @since 0.1
 */
@Incubating
public interface MechanismUnderTest {

    /** Returns the factory, either a new one or always the same. */
    AuthenticationMechanismFactory factory();

    /** Returns the settings under which a good credential is accepted. Default: empty. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Returns the context of the mechanism. Override this method to supply a clock or sessions. Called once or twice in
     * each test; two contexts are two hosts.
     */
    default TestContext context() {
        return TestContext.of(factory(), settings());
    }

    /**
     * Returns a request with a good credential, always of the same caller. For a mechanism that accepts each credential
     * once, return a new credential on each call.
     *
     * @param mechanism the mechanism that receives the request, for credentials that depend on it, such as the second
     *     leg of an exchange
     */
    TestRequest goodRequest(TestMechanism mechanism);

    /**
     * Returns at least one request with a bad credential, keyed by its defect: wrong, expired, malformed, revoked. The
     * contract adds hostile requests.
     */
    Map<String, TestRequest> badRequests();

    /** Returns requests with a credential of another mechanism that reads the same source. Default: none. */
    default Map<String, TestRequest> foreignRequests() {
        return Map.of();
    }

    /**
     * Returns requests that carry no credential for this mechanism, although they look similar. Default: none. A
     * request without any credential is always checked.
     */
    default Map<String, TestRequest> absentRequests() {
        return Map.of();
    }

    /**
     * Returns secrets that the requests contain in encoded form, such as the password in {@code Basic} credentials, and
     * any other string that must not be shown. Values of the mechanism's header or cookie and of secret settings are
     * always treated as secret if they have at least 8 characters. Default: none.
     */
    default Set<String> secrets() {
        return Set.of();
    }

    /** Returns a mechanism whose back end is unavailable. Default: empty, for mechanisms without a back end. */
    default Optional<TestMechanism> unavailableMechanism() {
        return Optional.empty();
    }

    /**
     * Returns whether each credential can be used once, such as a signature with a nonce. The contract then requires
     * that a second use is refused, also after a reload. Default: {@code false}.
     */
    default boolean singleUse() {
        return false;
    }

    /**
     * Returns how many values of clients the mechanism may remember, such as the size of a cache, a replay set or a
     * throttle under {@link #settings()}. The contract fills it first and then requires that it does not grow. Choose
     * small sizes in the settings. Default: 0, for mechanisms that remember nothing of bad credentials. With
     * {@link Integer#MAX_VALUE}, for a limit that a test cannot fill, the contract does not try.
     */
    default int remembersAtMost() {
        return 0;
    }

    /**
     * Returns whether a credential has one spelling. Return {@code false} for one that contains text in which case does
     * not matter, such as hexadecimal digits. Default: {@code true}.
     */
    default boolean exactSpelling() {
        return true;
    }

    /**
     * Returns types that threads cannot share, and that the mechanism guards itself, such as {@code Mac} with a lock.
     * The contract accepts fields of these types. With {@link dev.gatehouse.spi.RequestView} among them it accepts
     * credentials that hold the request: they must read it only while the authenticator runs. Default: none.
     */
    default Set<Class<?>> guardedTypes() {
        return Set.of();
    }

    /**
     * Returns whether the mechanism limits the number and the duration of its waits itself, and therefore waits
     * although {@link dev.gatehouse.spi.AuthenticationMechanism#blocking()} returns {@code false}. Default:
     * {@code false}.
     */
    default boolean limitsItsWaits() {
        return false;
    }
}
