package dev.gatehouse.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a mechanism, as tests: a test class implements this interface, says what good, bad and absent
 * look like, and inherits a test for each rule. A red test says which rule is broken and why it matters.
 *
 * <pre>{@code
 * class ApiKeyContractTest implements MechanismContract {
 *     public AuthenticationMechanismFactory factory() { return new ApiKeyFactory(); }
 *     public Map<String, String> settings() { return Map.of("auth.api-key.keys", "robot:..."); }
 *     public TestRequest goodRequest(TestMechanism mechanism) {
 *         return TestRequest.get("/").withHeader("X-API-Key", "open-sesame");
 *     }
 *     public Map<String, TestRequest> badRequests() {
 *         return Map.of("unknown key", TestRequest.get("/").withHeader("X-API-Key", "open-barley"));
 *     }
 * }
 * }</pre>
 *
 * <p>Each test creates mechanisms of its own from {@link #context()} and closes them.
 *
 * @since 0.1
 */
@Incubating
public interface MechanismContract extends MechanismUnderTest {

    /** The factory is public, can be constructed and is registered. */
    @Test
    default void factory_isFoundByServiceLoader() {
        new FactoryRules(this).discoverable();
    }

    /** The factory's name has the right form. */
    @Test
    default void factoryName_hasTheRightForm() {
        new FactoryRules(this).name();
    }

    /** Settings are declared once, with a description. */
    @Test
    default void settings_areDeclaredOnceWithDescription() {
        new FactoryRules(this).settingsDeclared();
    }

    /** A missing setting is refused by name or not needed. */
    @Test
    default void missingSetting_isRefusedByNameOrNotNeeded() {
        new FactoryRules(this).settingsRefused();
    }

    /** The parts of the mechanism are there and stay the same. */
    @Test
    default void parts_areThereAndStable() {
        new LifeRules(this).parts();
    }

    /** No two endpoints are the same. */
    @Test
    default void endpoints_areUnique() {
        new LifeRules(this).endpointsUnique();
    }

    /** Health is told at once. */
    @Test
    default void health_isToldAtOnce() {
        new LifeRules(this).health();
    }

    /** Closing twice does no harm. */
    @Test
    default void closedTwice_doesNoHarm() {
        new LifeRules(this).closeTwice();
    }

    /** The successor of a closed instance works. */
    @Test
    default void successorOfClosedInstance_works() {
        new LifeRules(this).reload();
    }

    /** A back end that does not answer is not a bad credential; no test without an {@link #unavailableMechanism()}. */
    @TestFactory
    default Stream<DynamicTest> backEndDown_isUnavailableNotRejected() {
        return new LifeRules(this).unavailable();
    }

    /** A request without the credential is not claimed. */
    @Test
    default void absentCredential_isNotClaimed() {
        new RequestRules(this).absent();
    }

    /** A good credential is authenticated, as the same caller each time. */
    @Test
    default void goodCredential_isAuthenticatedAsTheSameCaller() {
        new RequestRules(this).good();
    }

    /** A bad credential is claimed and refused. */
    @Test
    default void badCredential_isClaimedAndRefused() {
        new RequestRules(this).bad();
    }

    /** A credential of another mechanism with the same source is claimed and not authenticated. */
    @Test
    default void foreignCredential_isClaimedAndNotAuthenticated() {
        new RequestRules(this).foreign();
    }

    /** The scheme is claimed in any case. */
    @Test
    default void authorizationScheme_isClaimedInAnyCase() {
        new RequestRules(this).schemeCase();
    }

    /** The header without a value is a bad credential. */
    @Test
    default void headerWithoutValue_isBad() {
        new RequestRules(this).empty();
    }

    /** Several values are a bad credential. */
    @Test
    default void severalDifferentValues_areRefused() {
        new RequestRules(this).repeated();
    }

    /** Nothing that a client sends makes the mechanism throw, and garbage is never authenticated. */
    @Test
    default void hostileInput_isRefusedWithoutException() {
        new HostileRules(this).check();
    }

    /** Many threads at once each get their own answer. */
    @Test
    default void manyThreads_eachGetTheirOwnAnswer() {
        new ConcurrencyRules(this).check();
    }

    /** The credential is shown nowhere. */
    @Test
    default void credential_isShownNowhere() {
        new SecrecyRules(this).check();
    }

    /** Challenges are valid for every cause and tell no reason. */
    @Test
    default void challenges_areValidAndTellNoReason() {
        new ChallengeRules(this).check();
    }
}
