package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.SettingException;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import dev.gatehouse.testkit.idp.DpopProof;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofOfPossessionTest {

    private static KeyPairFile one;
    private static KeyPairFile two;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificates(@TempDir Path certificates) {
        one = KeyPairFile.create(certificates, "one");
        two = KeyPairFile.create(certificates, "two");
    }

    private static String x5t(X509Certificate certificate) {
        return "\"x5t#S256\":\"" + KeyPairFile.thumbprint(certificate) + "\"";
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
    void mode_decidesWhatEachTokenIsWorth(
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
            String certificate = DpopRig.token(x5t(one.certificate()));
            assertEquals(
                    certificateBearer,
                    outcome(rig, DpopRig.request("Bearer " + certificate).withCertificate(one.certificate())));
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
    void certificateToken_needsThatCertificateOfThisConnection() {
        try (DpopRig rig = DpopRig.open(folder)) {
            TestRequest request = DpopRig.request("Bearer " + DpopRig.token(x5t(one.certificate())));
            assertEquals("authenticated", outcome(rig, request.withCertificate(one.certificate())));
            assertEquals("token.certificate", outcome(rig, request));
            assertEquals("token.certificate", outcome(rig, request.withCertificate(two.certificate())));
            assertEquals(
                    "token.certificate",
                    outcome(rig, request.withCertificate(one.certificate()).withSecure(false)));
        }
    }

    @Test
    void certificateToken_isNoDpopToken() {
        try (DpopRig rig = DpopRig.open(folder)) {
            String token = DpopRig.token(x5t(one.certificate()));
            TestRequest request =
                    DpopRig.request("DPoP " + token, rig.proof().forToken(token).serialize());
            assertEquals("token.unbound", outcome(rig, request.withCertificate(one.certificate())));
        }
    }

    @Test
    void tokenThatIsBoundTwice_needsBothProofs() {
        try (DpopRig rig = DpopRig.open(folder)) {
            String token = DpopRig.token("\"jkt\":\"" + rig.client.thumbprint() + "\"," + x5t(one.certificate()));
            assertEquals("authenticated", both(rig, "DPoP ", token, one));
            assertEquals("token.certificate", both(rig, "DPoP ", token, two));
            assertEquals("token.certificate", both(rig, "DPoP ", token, null));
            assertEquals("token.bound", both(rig, "Bearer ", token, one));
            assertEquals(
                    "dpop.proof-missing",
                    outcome(rig, DpopRig.request("DPoP " + token).withCertificate(one.certificate())));
        }
    }

    private static String both(DpopRig rig, String scheme, String token, KeyPairFile presented) {
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
    void confirmationThatCantBeRead_isRefusedWithEveryScheme(String confirmation) {
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

    @Test
    void nonce_isDemandedGivenAndRenewed() {
        try (DpopRig rig = DpopRig.open(folder, "auth.jwt.dpop-nonce", "on")) {
            AuthenticationResult.Rejected without = assertInstanceOf(
                    AuthenticationResult.Rejected.class, rig.answer(rig.proof().serialize()));
            assertEquals("dpop.nonce", without.reason().code());
            String nonce = without.additions().headers().get("DPoP-Nonce");
            assertEquals("authenticated", rig.outcome(rig.proof().nonce(nonce).serialize()));
            assertEquals(
                    "dpop.nonce", rig.outcome(rig.proof().nonce(nonce + "x").serialize()));

            rig.clock.advance(Duration.ofMinutes(2));
            AuthenticationResult.Authenticated renewed = assertInstanceOf(
                    AuthenticationResult.Authenticated.class,
                    rig.answer(rig.proof().nonce(nonce).serialize()));
            String next = renewed.additions().headers().get("DPoP-Nonce");
            assertNotEquals(nonce, next);
            AuthenticationResult.Authenticated quiet = assertInstanceOf(
                    AuthenticationResult.Authenticated.class,
                    rig.answer(rig.proof().nonce(next).serialize()));
            assertTrue(quiet.additions().isEmpty());

            rig.clock.advance(Duration.ofMinutes(2));
            assertEquals("dpop.nonce", rig.outcome(rig.proof().nonce(nonce).serialize()));
        }
    }

    @Test
    void nonceDoesNotRescue_aBadProof() {
        try (DpopRig rig = DpopRig.open(folder, "auth.jwt.dpop-nonce", "on")) {
            AuthenticationResult.Rejected without = assertInstanceOf(
                    AuthenticationResult.Rejected.class, rig.answer(rig.proof().serialize()));
            String nonce = without.additions().headers().get("DPoP-Nonce");
            String proof = rig.proof().nonce(nonce).serialize();
            assertEquals("authenticated", rig.outcome(proof));
            assertEquals("dpop.proof-replayed", rig.outcome(proof));
            assertEquals(
                    "dpop.proof-method",
                    rig.outcome(rig.proof().nonce(nonce).claim("htm", "POST").serialize()));
        }
    }

    @Test
    void nodesWithOneSecret_takeEachOthersNonces() throws Exception {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "0123456789abcdef0123456789abcdef\n");
        String[] settings = {"auth.jwt.dpop-nonce", "on", "auth.jwt.dpop-nonce-secret", "file:" + secret};
        try (DpopRig first = DpopRig.open(folder, settings);
                DpopRig second = DpopRig.open(folder, settings)) {
            AuthenticationResult.Rejected without = assertInstanceOf(
                    AuthenticationResult.Rejected.class,
                    first.answer(first.proof().serialize()));
            String nonce = without.additions().headers().get("DPoP-Nonce");
            assertEquals(
                    "authenticated", second.outcome(second.proof().nonce(nonce).serialize()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "auth.jwt.dpop, sometimes",
        "auth.jwt.dpop-algorithms, HS256",
        "auth.jwt.dpop-algorithms, none",
        "auth.jwt.dpop-algorithms, 'ES256,'",
        "auth.jwt.dpop-proof-age, 6m",
        "auth.jwt.dpop-proof-age, 0s",
        "auth.jwt.dpop-clock-skew, 61s",
        "auth.jwt.dpop-replay-size, 10",
        "auth.jwt.dpop-nonce-secret, swordfish",
    })
    void unusableSetting_isRefusedByName(String key, String value) {
        SettingException refused = assertThrows(
                SettingException.class, () -> DpopRig.open(folder, "auth.jwt.dpop-nonce", "on", key, value));
        assertEquals(key, refused.key());
        assertTrue(!refused.getMessage().contains("swordfish"), refused.getMessage());
    }

    @Test
    void manyThreadsWithOneProof_oneIsAuthenticated() throws Exception {
        try (DpopRig rig = DpopRig.open(folder)) {
            TestRequest request =
                    DpopRig.request("DPoP " + rig.token, rig.proof().serialize());
            int threads = 16;
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            try {
                CountDownLatch start = new CountDownLatch(1);
                List<Future<String>> outcomes = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    outcomes.add(pool.submit(() -> {
                        start.await();
                        return outcome(rig, request);
                    }));
                }
                start.countDown();
                List<String> sorted = new ArrayList<>();
                for (Future<String> outcome : outcomes) {
                    sorted.add(outcome.get());
                }
                sorted.sort(String::compareTo);
                assertEquals("authenticated", sorted.get(0));
                assertEquals("dpop.proof-replayed", sorted.get(1));
                assertEquals("dpop.proof-replayed", sorted.get(threads - 1));
            } finally {
                pool.shutdownNow();
            }
        }
    }

    @Test
    void fullStore_refusesNewProofsAsUnavailableAndTellsHealth() {
        try (DpopRig rig = DpopRig.open(folder, "auth.jwt.dpop-replay-size", "1000")) {
            String first = rig.proof().serialize();
            assertEquals("authenticated", rig.outcome(first));
            for (int i = 1; i < 1_000; i++) {
                assertEquals("authenticated", rig.outcome(rig.proof().serialize()));
            }
            assertEquals(
                    Health.State.DEGRADED, rig.mechanism.mechanism().health().state());
            assertEquals("dpop.replay-store-full", rig.outcome(rig.proof().serialize()));
            assertEquals("dpop.proof-replayed", rig.outcome(first));
            rig.clock.advance(Duration.ofSeconds(62));
            assertEquals("authenticated", rig.outcome(rig.proof().serialize()));
            assertEquals(Health.State.UP, rig.mechanism.mechanism().health().state());
        }
    }

    @Test
    void usedProof_isRememberedAcrossAReload() {
        try (DpopRig rig = DpopRig.open(folder, "auth.jwt.dpop-nonce", "on")) {
            AuthenticationResult.Rejected without = assertInstanceOf(
                    AuthenticationResult.Rejected.class, rig.answer(rig.proof().serialize()));
            DpopProof proof = rig.proof().nonce(without.additions().headers().get("DPoP-Nonce"));
            String text = proof.serialize();
            assertEquals("authenticated", rig.outcome(text));
            TestContext same = rig.context;
            try (TestMechanism successor = TestMechanism.create(new JwtMechanismFactory(), same)) {
                TestRequest request = DpopRig.request("DPoP " + rig.token, text);
                assertEquals(
                        "dpop.proof-replayed",
                        DpopRig.describe(successor.answer(request).orElseThrow()));
            }
        }
    }
}
