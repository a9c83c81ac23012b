package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Health;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof is good once (RFC 9449 section 11.1). */
class DpopReplayTest {

    private static final SigningKey OTHER = SigningKey.generate("ES256");

    @TempDir
    Path folder;

    @AutoClose
    private DpopRig rig;

    @BeforeEach
    void open() {
        rig = DpopRig.open(folder);
    }

    @Test
    void goodProof_isGoodOnce() {
        String proof = rig.proof().serialize();
        assertEquals("authenticated", rig.outcome(proof));
        assertEquals("dpop.proof-replayed", rig.outcome(proof));
    }

    @Test
    void reusedJti_isRefusedInNewProof() {
        assertEquals(
                "authenticated", rig.outcome(rig.proof().claim("jti", "same").serialize()));
        DpopProof later =
                rig.proof().claim("jti", "same").issuedAt(rig.clock.instant().minusSeconds(1));
        assertEquals("dpop.proof-replayed", rig.outcome(later.serialize()));
    }

    @Test
    void identifierOfAnotherClient_isFree() {
        assertEquals(
                "authenticated", rig.outcome(rig.proof().claim("jti", "same").serialize()));
        String token = DpopRig.token("\"jkt\":\"" + OTHER.thumbprint() + "\"");
        String proof = DpopProof.of(OTHER, "GET", DpopRig.URL)
                .forToken(token)
                .issuedAt(rig.clock.instant())
                .claim("jti", "same")
                .serialize();
        assertEquals("authenticated", DpopRig.describe(rig.answer(DpopRig.request("DPoP " + token, proof))));
    }

    @Test
    void manyThreadsWithOneProof_oneIsAuthenticated() throws Exception {
        TestRequest request = DpopRig.request("DPoP " + rig.token, rig.proof().serialize());
        int threads = 16;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<String>> outcomes = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                outcomes.add(pool.submit(() -> {
                    start.await();
                    return DpopRig.describe(rig.answer(request));
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

    @Test
    void fullStore_isUnavailableAndDegraded() {
        try (DpopRig small = DpopRig.open(folder, "auth.bearer.dpop-replay-size", "1000")) {
            String first = small.proof().serialize();
            assertEquals("authenticated", small.outcome(first));
            for (int i = 1; i < 1_000; i++) {
                assertEquals("authenticated", small.outcome(small.proof().serialize()));
            }
            assertEquals(
                    Health.State.DEGRADED, small.mechanism.mechanism().health().state());
            assertEquals("dpop.replay-store-full", small.outcome(small.proof().serialize()));
            assertEquals("dpop.proof-replayed", small.outcome(first));
            small.clock.advance(Duration.ofSeconds(62));
            assertEquals("authenticated", small.outcome(small.proof().serialize()));
            assertEquals(Health.State.UP, small.mechanism.mechanism().health().state());
        }
    }

    @Test
    void usedProof_isRememberedAcrossAReload() {
        try (DpopRig noncing = DpopRig.open(folder, "auth.bearer.dpop-nonce", "on")) {
            AuthenticationResult.Rejected without = assertInstanceOf(
                    AuthenticationResult.Rejected.class,
                    noncing.answer(noncing.proof().serialize()));
            DpopProof proof =
                    noncing.proof().nonce(without.additions().headers().get("DPoP-Nonce"));
            String text = proof.serialize();
            assertEquals("authenticated", noncing.outcome(text));
            TestContext same = noncing.context;
            try (TestMechanism successor = TestMechanism.create(new JwtMechanismFactory(), same)) {
                TestRequest request = DpopRig.request("DPoP " + noncing.token, text);
                assertEquals(
                        "dpop.proof-replayed",
                        DpopRig.describe(successor.answer(request).orElseThrow()));
            }
        }
    }
}
