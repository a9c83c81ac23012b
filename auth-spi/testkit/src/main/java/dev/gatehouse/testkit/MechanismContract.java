package dev.gatehouse.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a mechanism, as tests: a test class implements this interface, supplies good and bad requests, and
 * inherits a test for each rule. The message of a failed test contains the broken rule and its reason.
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
 * <p>Each test creates its mechanisms from {@link #context()} and closes them. Resources that the implementing class
 * creates, such as a running back end, live as long as the test instance.
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

    /** The factory's name is valid. */
    @Test
    default void factoryName_hasTheRightForm() {
        new FactoryRules(this).name();
    }

    /** Settings are declared once, with a description. */
    @Test
    default void settings_areDeclaredOnceWithDescription() {
        new FactoryRules(this).settingsDeclared();
    }

    /** A missing required setting is refused with a message that names it. */
    @Test
    default void missingSetting_isRefusedByNameOrNotNeeded() {
        new FactoryRules(this).settingsRefused();
    }

    /** The creation prints nothing and leaves no file in the working directory. */
    @Test
    default void create_isSilent() {
        new CreationRules(this).silent();
    }

    /** The parts of the mechanism are not null and do not change. */
    @Test
    default void parts_areThereAndStable() {
        new LifeRules(this).parts();
    }

    /** No two endpoints have the same method and path. */
    @Test
    default void endpoints_areUnique() {
        new LifeRules(this).endpointsUnique();
    }

    /** The health is returned at once. */
    @Test
    default void health_isToldAtOnce() {
        new LifeRules(this).health();
    }

    /** The mechanism can be closed twice. */
    @Test
    default void closedTwice_doesNoHarm() {
        new LifeRules(this).closeTwice();
    }

    /** Closing an instance does not affect its successor. */
    @Test
    default void successorOfClosedInstance_works() {
        new LifeRules(this).reload();
    }

    /** Closing ends the threads that the mechanism started. */
    @Test
    default void close_endsThreads() {
        new ReleaseRules(this).threads();
    }

    /** Closing releases executors, files and sockets. */
    @Test
    default void close_releasesResources() {
        new ReleaseRules(this).resources();
    }

    /** An unavailable back end is not a bad credential. Skipped without an {@link #unavailableMechanism()}. */
    @TestFactory
    default Stream<DynamicTest> backEndDown_isUnavailableNotRejected() {
        return new LifeRules(this).unavailable();
    }

    /** A request without the credential is not claimed. */
    @Test
    default void absentCredential_isNotClaimed() {
        new RequestRules(this).absent();
    }

    /** Without what the declared source names, a request is not authenticated. */
    @Test
    default void requestWithoutItsSource_isNotAuthenticated() {
        new SourceRules(this).sourceIsRead();
    }

    /** A good credential is authenticated, as the same caller each time. */
    @Test
    default void goodCredential_isAuthenticatedAsTheSameCaller() {
        new RequestRules(this).good();
    }

    /** A caller with an expiry is authenticated before it, and not after it, by the clock of the context. */
    @Test
    default void expiredCredential_isRefusedByTheClockOfTheContext() {
        new ExpiryRules(this).check();
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

    /** The scheme is claimed in upper and in lower case. */
    @Test
    default void authorizationScheme_isClaimedInAnyCase() {
        new RequestRules(this).schemeCase();
    }

    /** The header without a value is a bad credential. */
    @Test
    default void headerWithoutValue_isBad() {
        new RequestRules(this).empty();
    }

    /** Several values of a header are a bad credential. */
    @Test
    default void severalDifferentValues_areRefused() {
        new RequestRules(this).repeated();
    }

    /** One of several headers of a credential is a credential. */
    @Test
    default void partOfTheHeaders_isClaimed() {
        new RequestRules(this).incomplete();
    }

    /** Another body than the signed one is refused. Applies to mechanisms that require the body. */
    @Test
    default void alteredBody_isRefused() {
        new RequestRules(this).alteredBody();
    }

    /** Several values of any other header that the credential needs are refused. */
    @Test
    default void severalValuesOfASecondHeader_areRefused() {
        new SourceRules(this).secondHeader();
    }

    /** Another spelling of a good credential is refused. Checks nothing without {@link #exactSpelling()}. */
    @Test
    default void otherSpelling_isRefused() {
        new SourceRules(this).spelling();
    }

    /** A used credential is refused, also after a reload. Skipped without {@link #singleUse()}. */
    @TestFactory
    default Stream<DynamicTest> usedCredential_isRefused() {
        return new ReplayRules(this).tests();
    }

    /** Neither extractor nor authenticator waits, unless the mechanism says that it blocks. */
    @Test
    default void requests_areJudgedWithoutWaiting() {
        new BlockingRules(this).check();
    }

    /** The order of several cookies decides nothing. */
    @Test
    default void severalCookies_areDecidedInAnyOrder() {
        new RequestRules(this).repeatedCookie();
    }

    /** The mechanism never throws on input of a client, and never authenticates random data. */
    @Test
    default void hostileInput_isRefusedWithoutException() {
        new HostileRules(this).check();
    }

    /** Bad credentials leave nothing in memory. */
    @Test
    default void badCredentials_leaveNothingBehind() {
        new GrowthRules(this).check();
    }

    /** Extractor and authenticator hold no object that threads cannot share. */
    @Test
    default void parts_canBeShared() {
        new SharingRules(this).parts();
    }

    /** A lock guards the collections that requests change. */
    @Test
    default void changedCollections_areGuarded() {
        new CollectionRules(this).check();
    }

    /** A credential is immutable and does not hold the request. */
    @Test
    default void credential_isImmutable() {
        new SharingRules(this).credential();
    }

    /** Concurrent calls each return their own result. */
    @Test
    default void manyThreads_eachGetTheirOwnAnswer() {
        new ConcurrencyRules(this).check();
    }

    /** Neither the credential nor a secret setting is shown. */
    @Test
    default void credential_isShownNowhere() {
        new SecrecyRules(this).check();
    }

    /** Challenges are valid for every cause and do not reveal the reason. */
    @Test
    default void challenges_areValidAndTellNoReason() {
        new ChallengeRules(this).check();
    }
}
