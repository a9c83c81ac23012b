package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.jwt.TokenRevocations.Status;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.testkit.MovableClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationListTest {

    private static final Instant NOW = Instant.ofEpochSecond(TestToken.NOW);
    private static final Instant EXPIRY = NOW.plusSeconds(300);
    private static final String DIGEST = "ab".repeat(32);
    private static final String OTHER = "https://other.example.com";

    private final MovableClock clock = MovableClock.at(NOW);
    private final RevocationList list = new RevocationList(100, clock);

    private static VerifiedToken token(String issuer, String subject, String jti, Long issuedAt, String digest) {
        long issued = issuedAt == null ? RegisteredClaims.ABSENT : issuedAt * 1000;
        RegisteredClaims registered = new RegisteredClaims(
                null,
                subject,
                RegisteredClaims.SUBJECT,
                List.of(TestToken.AUDIENCE),
                EXPIRY.toEpochMilli(),
                RegisteredClaims.ABSENT,
                issued);
        return new VerifiedToken(issuer, registered, jti == null ? Map.of() : Map.of("jti", jti), digest);
    }

    private static VerifiedToken token() {
        return token(TestToken.ISSUER, "alice", "id-1", TestToken.NOW, null);
    }

    @ParameterizedTest
    @CsvSource({
        "id-1, true",
        "ID-1, false",
        "id-2, false",
        "id-1 , true",
    })
    void revokedId_appliesToItsIssuer(String jti, boolean revoked) {
        list.revokeId(TestToken.ISSUER, "id-1", EXPIRY);
        assertEquals(revoked, list.status(token(TestToken.ISSUER, "bob", jti, null, null)) == Status.REVOKED);
        assertEquals(Status.GOOD, list.status(token(OTHER, "alice", jti, null, null)));
        assertEquals(Status.GOOD, list.status(token(TestToken.ISSUER, "alice", null, null, DIGEST)));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, -1, true",
        "alice, 0, false",
        "alice, 1, false",
        "alice, , true",
        "Alice, -1, false",
        "bob, -1, false",
        "bob, , false"
    })
    void revokedSubject_losesEarlierTokens(String subject, Long issued, boolean revoked) {
        list.revokeSubject(TestToken.ISSUER, "alice", NOW, EXPIRY);
        Long issuedAt = issued == null ? null : TestToken.NOW + issued;
        assertEquals(revoked, list.status(token(TestToken.ISSUER, subject, "x", issuedAt, null)) == Status.REVOKED);
        assertEquals(Status.GOOD, list.status(token(OTHER, subject, "x", issuedAt, null)));
    }

    @Test
    void fractionOfSecond_revokesWholeSecond() {
        list.revokeSubject(TestToken.ISSUER, "alice", NOW.plusNanos(1), EXPIRY);
        assertEquals(Status.REVOKED, list.status(token()));
        assertEquals(Status.GOOD, list.status(token(TestToken.ISSUER, "alice", "x", TestToken.NOW + 1, null)));
    }

    @Test
    void earlierTime_takesNothingBack() {
        list.revokeSubject(TestToken.ISSUER, "alice", NOW.plusSeconds(10), EXPIRY);
        list.revokeSubject(TestToken.ISSUER, "alice", NOW.minusSeconds(100), EXPIRY);
        assertEquals(Status.REVOKED, list.status(token()));
        assertEquals(1, list.size());
    }

    @Test
    void digest_revokesTokensWithAndWithoutId() {
        list.revokeDigest(DIGEST, EXPIRY);
        assertEquals(Status.REVOKED, list.status(token(OTHER, "alice", null, null, DIGEST)));
        assertEquals(Status.REVOKED, list.status(token(OTHER, "alice", "x", null, DIGEST)));
        assertEquals(Status.GOOD, list.status(token(OTHER, "alice", "x", null, "cd".repeat(32))));
    }

    @ParameterizedTest
    @CsvSource({"''", "ab", "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB"})
    void digestOfAnotherForm_isRefusedAtOnce(String digest) {
        assertThrows(IllegalArgumentException.class, () -> list.revokeDigest(digest, EXPIRY));
    }

    @Test
    void token_isRevokedByIdOrDigest() {
        VerifiedToken named = token();
        VerifiedToken nameless = token(TestToken.ISSUER, "alice", null, TestToken.NOW, DIGEST);
        assertTrue(list.revoke(named));
        assertEquals(Status.REVOKED, list.status(named));
        assertEquals(Status.GOOD, list.status(nameless));
        assertTrue(list.revoke(nameless));
        assertEquals(Status.REVOKED, list.status(nameless));
    }

    @Test
    void fullList_takesNoMoreAndForgetsNothing() {
        for (int i = 0; i < 100; i++) {
            assertTrue(list.revokeId(TestToken.ISSUER, "id-" + i, EXPIRY));
        }
        assertFalse(list.revokeId(TestToken.ISSUER, "one-more", EXPIRY));
        assertFalse(list.revokeDigest(DIGEST, EXPIRY));
        assertFalse(list.revokeSubject(TestToken.ISSUER, "alice", NOW, EXPIRY));
        assertTrue(list.revokeId(TestToken.ISSUER, "id-7", EXPIRY), "it is there already");
        assertEquals(100, list.size());
        for (int i = 0; i < 100; i++) {
            assertEquals(Status.REVOKED, list.status(token(TestToken.ISSUER, "a", "id-" + i, null, null)));
        }
    }

    @Test
    void entriesPastTheirTimeAndTheMargin_makeRoom() {
        for (int i = 0; i < 98; i++) {
            list.revokeId(TestToken.ISSUER, "id-" + i, EXPIRY);
        }
        list.revokeSubject(TestToken.ISSUER, "alice", NOW, EXPIRY);
        list.revokeDigest(DIGEST, EXPIRY.plusSeconds(3600));
        clock.advance(Duration.ofMinutes(5 + 5));
        assertFalse(list.revokeId(TestToken.ISSUER, "one-more", EXPIRY), "still within the margin");
        clock.advance(Duration.ofSeconds(1));
        assertTrue(list.revokeId(TestToken.ISSUER, "one-more", EXPIRY.plusSeconds(3600)));
        assertEquals(2, list.size());
        assertEquals(Status.REVOKED, list.status(token(OTHER, "x", null, null, DIGEST)));
    }

    @Test
    void laterExpiry_isKept() {
        list.revokeId(TestToken.ISSUER, "id-1", EXPIRY.plusSeconds(7200));
        list.revokeId(TestToken.ISSUER, "id-1", EXPIRY);
        clock.advance(Duration.ofHours(1));
        list.revokeId(TestToken.ISSUER, "id-2", EXPIRY.plusSeconds(7200));
        assertEquals(Status.REVOKED, list.status(token()));
    }

    @Test
    void asking_allocatesNothing() {
        list.revokeId(TestToken.ISSUER, "id-9", EXPIRY);
        list.revokeSubject(TestToken.ISSUER, "bob", NOW, EXPIRY);
        list.revokeDigest(DIGEST, EXPIRY);
        VerifiedToken good = token(TestToken.ISSUER, "alice", "id-1", TestToken.NOW, "cd".repeat(32));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rounds = 200_000;
        int revoked = 0;
        for (int i = 0; i < rounds; i++) {
            revoked += list.status(good) == Status.REVOKED ? 1 : 0;
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        long allocated;
        do {
            // Until it is compiled it allocates, and compiling has to wait for a processor.
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < rounds; i++) {
                revoked += list.status(good) == Status.REVOKED ? 1 : 0;
            }
            allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        } while (allocated >= rounds && System.nanoTime() - end < 0);
        assertEquals(0, revoked);
        assertTrue(allocated < rounds, allocated + " bytes for " + rounds + " questions");
    }

    @Test
    void toString_showsSizeOnly() {
        list.revokeSubject(TestToken.ISSUER, "alice", NOW, EXPIRY);
        assertEquals("RevocationList[1]", list.toString());
    }
}
