package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.AuthenticationResult.Unavailable;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DpopContractTest implements MechanismContract {

    private static final String URL = "https://app.example.com/tasks";

    private final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    private final DpopClient client = new DpopClient(clock.instant());

    @Override
    public AuthenticationMechanismFactory factory() {
        return new DpopFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.dpop.issuer-key", client.issuerKey());
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withClock(clock);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return with(client.token(), client.proof(URL, nonce(mechanism), claims -> claims));
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        Map<String, TestRequest> bad = new HashMap<>(badProofs("any"));
        bad.put("token without proof", TestRequest.get("/tasks").withHeader("Authorization", "DPoP " + client.token()));
        bad.put("no nonce", with(client.token(), client.proof(URL, "", claims -> claims)));
        bad.put("nonce of somebody else", with(client.token(), client.proof(URL, "AAAA", claims -> claims)));
        return bad;
    }

    /** Requests that a good nonce does not rescue. */
    private Map<String, TestRequest> badProofs(String nonce) {
        String token = client.token();
        String good = client.proof(URL, nonce, claims -> claims);
        Map<String, TestRequest> bad = new HashMap<>();
        bad.put("two proofs", with(token, good).withHeader("DPoP", client.proof(URL, nonce, claims -> claims)));
        bad.put("another method", with(token, client.proof(URL, nonce, claims -> claims.claim("htm", "POST"))));
        bad.put("another path", with(token, client.proof(URL + "/1", nonce, claims -> claims)));
        bad.put("another host", with(token, client.proof("https://evil.example/tasks", nonce, claims -> claims)));
        bad.put("another scheme", with(token, client.proof("http://app.example.com/tasks", nonce, claims -> claims)));
        bad.put(
                "another token",
                with(token, client.proof(URL, nonce, claims -> claims.claim("ath", DpopProof.digest("x")))));
        bad.put("no token digest", with(token, client.proof(URL, nonce, claims -> claims.claim("ath", null))));
        bad.put("no id", with(token, client.proof(URL, nonce, claims -> claims.jwtID(null))));
        bad.put("no time", with(token, client.proof(URL, nonce, claims -> claims.issueTime(null))));
        bad.put("too old", with(token, client.proof(URL, nonce, claims -> claims.issueTime(in(-60)))));
        bad.put("too new", with(token, client.proof(URL, nonce, claims -> claims.issueTime(in(61)))));
        bad.put("another key", with(token, client.proofByAnotherKey(URL, nonce)));
        bad.put("private key in the header", with(token, client.proofWithPrivateKey(URL, nonce)));
        bad.put("another type", with(token, client.proofOfType("JWT", URL, nonce)));
        bad.put("signature cut", with(token, good.substring(0, good.length() - 4)));
        bad.put("token as proof", with(token, token));
        bad.put("token of another issuer", with(client.tokenOfAnotherIssuer(), good));
        bad.put("token expired", with(client.token(claims -> claims.expirationTime(in(0))), good));
        bad.put("token not bound", with(client.token(claims -> claims.claim("cnf", null)), good));
        bad.put("token without subject", with(client.token(claims -> claims.subject(null)), good));
        bad.put(
                "token bound to something odd",
                with(client.token(claims -> claims.claim("cnf", Map.of("jkt", 1))), good));
        return bad;
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        TestRequest request = TestRequest.get("/tasks");
        return Map.of(
                "the token as a bearer token", request.withHeader("Authorization", "Bearer " + client.token()),
                "a proof without a token", request.withHeader("DPoP", client.proof(URL, "", claims -> claims)));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(client.token().substring(client.token().lastIndexOf('.')));
    }

    @Test
    void everyBadProof_isRejectedForWhatItIsAndNotForItsNonce() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            badProofs(nonce(mechanism)).forEach((what, request) -> {
                Rejected rejected = assertInstanceOf(
                        Rejected.class, mechanism.answer(request).orElseThrow(), what);
                if (rejected.reason().code().equals(DpopMechanism.NONCE_NEEDED)) {
                    throw new AssertionError(what + " passed all checks but that of the nonce");
                }
            });
        }
    }

    @Test
    void urlThatIsEqualAfterNormalisation_isAuthenticated() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            String nonce = nonce(mechanism);
            for (String url : new String[] {
                "HTTPS://APP.example.com/tasks", "https://app.example.com:443/tasks", URL + "?state=open", URL + "#top"
            }) {
                TestRequest request = with(client.token(), client.proof(url, nonce, claims -> claims));
                assertInstanceOf(Authenticated.class, mechanism.answer(request).orElseThrow(), url);
            }
        }
    }

    @Test
    void proofTwice_isRejectedAsReplayed() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest good = goodRequest(mechanism);
            assertInstanceOf(Authenticated.class, mechanism.answer(good).orElseThrow());
            assertRejected("dpop.replayed", mechanism.answer(good).orElseThrow());
        }
    }

    @Test
    void proofAgainAfterAReload_isRejectedAsReplayed() {
        TestContext context = context();
        TestMechanism old = TestMechanism.create(factory(), context);
        TestRequest good = goodRequest(old);
        assertInstanceOf(Authenticated.class, old.answer(good).orElseThrow());
        try (TestMechanism successor = TestMechanism.create(factory(), context)) {
            old.close();
            assertRejected("dpop.replayed", successor.answer(good).orElseThrow());
        }
    }

    @Test
    void fullReplaySet_refusesNewProofsAndForgetsNone() {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("auth.dpop.replay-size", "2");
        TestContext context = TestContext.of(factory(), settings).withClock(clock);
        try (TestMechanism mechanism = TestMechanism.create(factory(), context)) {
            TestRequest first = goodRequest(mechanism);
            assertInstanceOf(Authenticated.class, mechanism.answer(first).orElseThrow());
            assertInstanceOf(
                    Authenticated.class,
                    mechanism.answer(goodRequest(mechanism)).orElseThrow());
            assertInstanceOf(
                    Unavailable.class, mechanism.answer(goodRequest(mechanism)).orElseThrow());
            assertRejected("dpop.replayed", mechanism.answer(first).orElseThrow());
        }
    }

    @Test
    void nonce_isGoodForTheNextMinuteAndNotForTheOneAfter() {
        Nonces nonces = new Nonces();
        String nonce = nonces.current(clock.instant());
        clock.advance(Duration.ofSeconds(119));
        assertEquals(true, nonces.accepts(nonce, clock.instant()));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(false, nonces.accepts(nonce, clock.instant()));
    }

    @Test
    void missingNonce_isChallengedWithAFreshOne() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest request = with(client.token(), client.proof(URL, "", claims -> claims));
            Rejected rejected =
                    assertInstanceOf(Rejected.class, mechanism.answer(request).orElseThrow());
            assertEquals(1, rejected.additions().headers().size());
            RefusalContext refusal = new RefusalContext(
                    RefusalContext.Cause.CREDENTIAL_REFUSED, rejected.reason(), "dpop", Set.of(), null, null, "test");
            Challenge challenge = mechanism.mechanism().challenges(refusal).get(0);
            assertEquals("DPoP error=\"use_dpop_nonce\", algs=\"ES256\"", challenge.headerValue());
        }
    }

    private static void assertRejected(String code, AuthenticationResult result) {
        assertEquals(code, assertInstanceOf(Rejected.class, result).reason().code());
    }

    private Date in(int seconds) {
        return Date.from(clock.instant().plusSeconds(seconds));
    }

    private String nonce(TestMechanism mechanism) {
        TestRequest request = with(client.token(), client.proof(URL, "", claims -> claims));
        Rejected rejected =
                assertInstanceOf(Rejected.class, mechanism.answer(request).orElseThrow());
        return rejected.additions().headers().get("DPoP-Nonce");
    }

    private static TestRequest with(String token, String proof) {
        return TestRequest.get("/tasks")
                .withHeader("Authorization", "DPoP " + token)
                .withHeader("DPoP", proof);
    }
}
