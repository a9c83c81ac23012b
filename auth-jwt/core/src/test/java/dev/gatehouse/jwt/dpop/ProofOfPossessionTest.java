package dev.gatehouse.jwt.dpop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.DpopRig;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proof that a token requires in each mode of DPoP (RFC 8705 section 3, RFC 9449 section 7). */
class ProofOfPossessionTest {

    private static final TestCertificate ONE = TestCertificate.create("one");
    private static final TestCertificate TWO = TestCertificate.create("two");

    @TempDir
    Path folder;

    private static String x5t(TestCertificate holder) {
        return "\"x5t#S256\":\"" + holder.thumbprint() + "\"";
    }

    private static String outcome(DpopRig rig, TestRequest request) {
        return DpopRig.describe(rig.answer(request));
    }

    @ParameterizedTest
    @CsvSource({
        "off, authenticated, dpop.off, token.bound, dpop.off, authenticated",
        "accepted, authenticated, token.unbound, token.bound, authenticated, authenticated",
        "required, token.unbound, token.unbound, token.bound, authenticated, authenticated",
    })
    void mode_decidesForEachToken(
            String mode,
            String unboundBearer,
            String unboundDpop,
            String boundBearer,
            String boundDpop,
            String certificateBearer) {
        try (DpopRig rig = DpopRig.open(folder, "auth.jwt.dpop", mode)) {
            String unbound = DpopRig.unboundToken();
            String proof = rig.proof().forToken(unbound).serialize();
            assertEquals(unboundBearer, outcome(rig, DpopRig.request("Bearer " + unbound)));
            assertEquals(unboundDpop, outcome(rig, DpopRig.request("DPoP " + unbound, proof)));
            assertEquals(boundBearer, outcome(rig, DpopRig.request("Bearer " + rig.token)));
            assertEquals(
                    boundBearer,
                    outcome(
                            rig,
                            DpopRig.request("Bearer " + rig.token, rig.proof().serialize())));
            assertEquals(
                    boundDpop,
                    outcome(
                            rig,
                            DpopRig.request("DPoP " + rig.token, rig.proof().serialize())));
            String certificate = DpopRig.token(x5t(ONE));
            assertEquals(
                    certificateBearer,
                    outcome(rig, DpopRig.request("Bearer " + certificate).withCertificate(ONE.certificate())));
        }
    }

    @Test
    void proofBesideAnUnboundBearerToken_isNotLookedAt() {
        try (DpopRig rig = DpopRig.open(folder)) {
            assertEquals(
                    "authenticated",
                    outcome(rig, DpopRig.request("Bearer " + DpopRig.unboundToken(), "no proof at all")));
        }
    }

    @Test
    void certificateToken_needsItsCertificate() {
        try (DpopRig rig = DpopRig.open(folder)) {
            TestRequest request = DpopRig.request("Bearer " + DpopRig.token(x5t(ONE)));
            assertEquals("authenticated", outcome(rig, request.withCertificate(ONE.certificate())));
            assertEquals("token.certificate", outcome(rig, request));
            assertEquals("token.certificate", outcome(rig, request.withCertificate(TWO.certificate())));
            assertEquals(
                    "token.certificate",
                    outcome(rig, request.withCertificate(ONE.certificate()).withSecure(false)));
        }
    }

    @Test
    void certificateToken_isNoDpopToken() {
        try (DpopRig rig = DpopRig.open(folder)) {
            String token = DpopRig.token(x5t(ONE));
            TestRequest request =
                    DpopRig.request("DPoP " + token, rig.proof().forToken(token).serialize());
            assertEquals("token.unbound", outcome(rig, request.withCertificate(ONE.certificate())));
        }
    }

    @Test
    void doublyBoundToken_needsBothProofs() {
        try (DpopRig rig = DpopRig.open(folder)) {
            String token = DpopRig.token("\"jkt\":\"" + rig.client.thumbprint() + "\"," + x5t(ONE));
            assertEquals("authenticated", both(rig, "DPoP ", token, ONE));
            assertEquals("token.certificate", both(rig, "DPoP ", token, TWO));
            assertEquals("token.certificate", both(rig, "DPoP ", token, null));
            assertEquals("token.bound", both(rig, "Bearer ", token, ONE));
            assertEquals(
                    "dpop.proof-missing",
                    outcome(rig, DpopRig.request("DPoP " + token).withCertificate(ONE.certificate())));
        }
    }

    private static String both(DpopRig rig, String scheme, String token, TestCertificate presented) {
        TestRequest request =
                DpopRig.request(scheme + token, rig.proof().forToken(token).serialize());
        return outcome(rig, presented == null ? request : request.withCertificate(presented.certificate()));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"jkt\":\"short\"'",
        "'\"jkt\":1'",
        "'\"x5t#S256\":\"AA==\"'",
        "'\"kid\":\"a\"'",
        "''",
    })
    void malformedConfirmation_isRefusedWithEveryScheme(String confirmation) {
        try (DpopRig rig = DpopRig.open(folder)) {
            String token = DpopRig.token(confirmation);
            assertEquals("token.bound", outcome(rig, DpopRig.request("Bearer " + token)));
            String proof = rig.proof().forToken(token).serialize();
            assertEquals("token.bound", outcome(rig, DpopRig.request("DPoP " + token, proof)));
        }
    }

    @Test
    void confirmationAsKeycloakWritesIt_isProvenLikeAnyOther() {
        try (DpopRig rig = DpopRig.open(folder)) {
            String token = DpopRig.token("\"jkt\":\"" + rig.client.thumbprint() + "\",\"kc-jkt-type\":\"DPoP\"");
            String proof = rig.proof().forToken(token).serialize();
            assertEquals("authenticated", outcome(rig, DpopRig.request("DPoP " + token, proof)));
            assertEquals("token.bound", outcome(rig, DpopRig.request("Bearer " + token)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "auth.jwt.dpop, sometimes",
        "auth.jwt.dpop-algorithms, HS256",
        "auth.jwt.dpop-algorithms, none",
        "auth.jwt.dpop-algorithms, 'ES256,'",
        "auth.bearer.dpop-proof-age, 6m",
        "auth.bearer.dpop-proof-age, 0s",
        "auth.bearer.dpop-clock-skew, 61s",
        "auth.bearer.dpop-replay-size, 10",
        "auth.bearer.dpop-nonce-secret, swordfish",
    })
    void unusableSetting_isRefusedByName(String key, String value) {
        SettingException refused = assertThrows(
                SettingException.class, () -> DpopRig.open(folder, "auth.bearer.dpop-nonce", "on", key, value));
        assertEquals(key, refused.key());
        assertTrue(!refused.getMessage().contains("swordfish"), refused.getMessage());
    }
}
