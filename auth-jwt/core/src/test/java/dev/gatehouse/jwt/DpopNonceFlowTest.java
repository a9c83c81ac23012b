package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nonces as clients meet them (RFC 9449 section 9). */
class DpopNonceFlowTest {

    @TempDir
    Path folder;

    @Test
    void nonce_isDemandedGivenAndRenewed() {
        try (DpopRig rig = DpopRig.open(folder, "auth.bearer.dpop-nonce", "on")) {
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
        try (DpopRig rig = DpopRig.open(folder, "auth.bearer.dpop-nonce", "on")) {
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
        String[] settings = {"auth.bearer.dpop-nonce", "on", "auth.bearer.dpop-nonce-secret", "file:" + secret};
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
}
