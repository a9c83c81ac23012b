package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BearerChallengesTest {

    private static String challenge(Cause cause, String scheme, Set<String> permissions, String acr, Duration maxAge) {
        Reason reason = Reason.of("token.expired", "secret detail");
        return BearerChallenges.of(new RefusalContext(cause, reason, scheme, permissions, acr, maxAge, "tasklist"))
                .get(0)
                .headerValue();
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
                "Bearer realm=\"tasklist\", error=\"insufficient_scope\", scope=\"ADMIN WRITE\"",
                challenge(Cause.PERMISSION_MISSING, "Bearer", Set.of("WRITE", "ADMIN"), null, null));
        assertEquals(
                "Bearer realm=\"tasklist\", error=\"insufficient_scope\"",
                challenge(Cause.PERMISSION_MISSING, "Bearer", Set.of("with blank", "with\"quote"), null, null));
    }

    @Test
    void stepUp_saysWhatIsNeeded() {
        assertEquals(
                "Bearer realm=\"tasklist\", error=\"insufficient_user_authentication\", acr_values=\"gold\", max_age=\"300\"",
                challenge(Cause.STEP_UP_NEEDED, "Bearer", Set.of(), "gold", Duration.ofMinutes(5)));
    }
}
