package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.jwt.dpop.DpopMode;
import dev.gatehouse.jwt.dpop.DpopReasons;
import dev.gatehouse.jwt.dpop.DpopRules;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BearerChallengesTest {

    private static String challenge(Cause cause, String scheme, Set<String> permissions, String acr, Duration maxAge) {
        Reason reason = Reason.of("token.expired", "secret detail");
        RefusalContext refusal = new RefusalContext(cause, reason, scheme, permissions, acr, maxAge, "tasklist");
        return headers(BearerChallenges.of(refusal, rules(DpopMode.ACCEPTED)));
    }

    private static String refused(DpopMode mode, String scheme, Reason reason) {
        return headers(BearerChallenges.of(
                new RefusalContext(Cause.CREDENTIAL_REFUSED, reason, scheme, Set.of(), null, null, "r"), rules(mode)));
    }

    private static DpopRules rules(DpopMode mode) {
        return new DpopRules(
                mode,
                Set.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30));
    }

    private static String headers(List<Challenge> challenges) {
        return challenges.stream().map(Challenge::headerValue).collect(Collectors.joining("; "));
    }

    @Test
    void nothingPresented_hasNoError() {
        assertEquals("Bearer realm=\"tasklist\"", challenge(Cause.NOTHING_PRESENTED, null, Set.of(), null, null));
    }

    @Test
    void refusedToken_isInvalid() {
        String expected = "Bearer realm=\"tasklist\", error=\"invalid_token\"";
        assertEquals(expected, challenge(Cause.CREDENTIAL_REFUSED, "Bearer", Set.of(), null, null));
        assertEquals(expected, challenge(Cause.CREDENTIAL_REFUSED, "bearer", Set.of(), null, null));
        assertEquals(expected, challenge(Cause.CREDENTIAL_REFUSED, null, Set.of(), null, null));
    }

    @Test
    void refusedCredentialOfAnotherScheme_isNotCalledAToken() {
        assertEquals("Bearer realm=\"tasklist\"", challenge(Cause.CREDENTIAL_REFUSED, "Basic", Set.of(), null, null));
    }

    @Test
    void missingPermission_isNamedAsScope() {
        assertEquals(
                "Bearer realm=\"tasklist\", error=\"insufficient_scope\", scope=\"WRITE\"",
                challenge(Cause.PERMISSION_MISSING, "Bearer", Set.of("WRITE"), null, null));
    }

    @Test
    void severalPermissionsOfWhichOneIsEnough_areNoScope() {
        assertEquals(
                "Bearer realm=\"tasklist\", error=\"insufficient_scope\", error_description=\"requires one of:"
                        + " ADMIN, WRITE\"",
                challenge(Cause.PERMISSION_MISSING, "Bearer", Set.of("WRITE", "ADMIN"), null, null));
    }

    @Test
    void permissionsThatAreNoScopeTokens_areNotNamed() {
        for (Set<String> permissions :
                List.of(Set.of("with blank"), Set.of("with\"quote"), Set.of("with blank", "WRITE"))) {
            assertEquals(
                    "Bearer realm=\"tasklist\", error=\"insufficient_scope\"",
                    challenge(Cause.PERMISSION_MISSING, "Bearer", permissions, null, null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "token.expired, invalid_token",
        "token.key-binding, invalid_token",
        "token.unbound, invalid_token",
        "dpop.proof-url, invalid_dpop_proof",
        "dpop.proof-missing, invalid_dpop_proof",
        "dpop.proof-replayed, invalid_dpop_proof",
        "dpop.nonce, use_dpop_nonce",
    })
    void refusedDpopRequest_isToldWhetherItWasTheProof(String code, String error) {
        String dpop = "DPoP realm=\"r\", error=\"" + error + "\", algs=\"RS256 ES256\"";
        Reason reason = Reason.of(code, "secret detail");
        assertEquals(dpop + "; Bearer realm=\"r\"", refused(DpopMode.ACCEPTED, "dpop", reason));
        assertEquals(dpop, refused(DpopMode.REQUIRED, "DPoP", reason));
    }

    @Test
    void dpopOff_isNotOffered() {
        assertEquals("Bearer realm=\"r\"", refused(DpopMode.OFF, "DPoP", DpopReasons.OFF));
        assertEquals(
                "Bearer realm=\"r\", error=\"invalid_token\"", refused(DpopMode.OFF, "Bearer", TokenReasons.BOUND));
    }

    @Test
    void downgradedToken_isShownTheWayToUseIt() {
        assertEquals(
                "Bearer realm=\"r\", error=\"invalid_token\"; DPoP realm=\"r\", algs=\"RS256 ES256\"",
                refused(DpopMode.ACCEPTED, "Bearer", DpopReasons.DOWNGRADED));
    }

    @Test
    void whereDpopIsRequired_nothingElseIsOffered() {
        assertEquals(
                "DPoP realm=\"r\", error=\"invalid_token\", algs=\"RS256 ES256\"",
                refused(DpopMode.REQUIRED, "Bearer", DpopReasons.REQUIRED));
        assertEquals(
                "DPoP realm=\"r\", algs=\"RS256 ES256\"", refused(DpopMode.REQUIRED, "Basic", TokenReasons.EXPIRED));
    }

    @Test
    void knownDpopCaller_isAskedForMoreInItsOwnScheme() {
        assertEquals(
                "DPoP realm=\"tasklist\", error=\"insufficient_scope\", scope=\"WRITE\", algs=\"RS256 ES256\"",
                challenge(Cause.PERMISSION_MISSING, "DPoP", Set.of("WRITE"), null, null));
        assertEquals(
                "DPoP realm=\"tasklist\", error=\"insufficient_user_authentication\", acr_values=\"gold\","
                        + " algs=\"RS256 ES256\"",
                challenge(Cause.STEP_UP_NEEDED, "DPoP", Set.of(), "gold", null));
    }

    @Test
    void stepUp_namesRequirements() {
        assertEquals(
                "Bearer realm=\"tasklist\", error=\"insufficient_user_authentication\", acr_values=\"gold\","
                        + " max_age=\"300\"",
                challenge(Cause.STEP_UP_NEEDED, "Bearer", Set.of(), "gold", Duration.ofMinutes(5)));
    }
}
