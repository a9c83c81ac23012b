package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.stability.Incubating;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the author of a mechanism tells the {@linkplain MechanismContract contract}: how the mechanism is created, and what
 * good, bad and absent credentials look like. What the methods create for a test, such as a running back end, lives as long
 * as the test instance.
 *
 * @since 0.1
 */
@Incubating
public interface MechanismUnderTest {

    /** Returns the factory; a new one or always the same. */
    AuthenticationMechanismFactory factory();

    /** Returns the settings with which a good credential is good; empty by default. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * Returns what the mechanism is created with; override it to supply a clock or sessions. Called once in each
     * test.
     */
    default TestContext context() {
        return TestContext.of(factory(), settings());
    }

    /**
     * Returns a request with a good credential, of the same caller each time. A mechanism that accepts a
     * credential once only gets a new one for each call.
     *
     * @param mechanism the mechanism that will see the request, for credentials that it has a part in, such as
     *     the second leg of an exchange
     */
    TestRequest goodRequest(TestMechanism mechanism);

    /**
     * Returns requests with a bad credential, by what is bad about them: wrong, expired, malformed, revoked. At
     * least one; the contract adds hostile ones of its own.
     */
    Map<String, TestRequest> badRequests();

    /** Returns requests with a credential of another mechanism that reads the same source; none by default. */
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
     * Returns the secrets in the requests that do not stand in them in clear, such as the password inside of
     * {@code Basic} credentials, and any other text that must not be shown. What stands in the mechanism's own
     * header or cookie is known to be secret.
     */
    default Set<String> secrets() {
        return Set.of();
    }

    /** Returns a mechanism whose back end does not answer; empty by default, for mechanisms that have none. */
    default Optional<TestMechanism> unavailableMechanism() {
        return Optional.empty();
    }
}
