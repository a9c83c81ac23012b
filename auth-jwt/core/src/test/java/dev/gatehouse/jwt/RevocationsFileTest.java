package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.TokenRevocations.Status;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.keys.ManualScheduler;
import dev.gatehouse.spi.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationsFileTest {

    private static final String DIGEST = "ab".repeat(32);

    @TempDir
    Path folder;

    private final ManualScheduler clock = new ManualScheduler();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("revoked.txt");
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private RevocationsFile open() {
        RevocationsFile opened = new RevocationsFile(file, TestToken.ISSUER::equals, clock, Runnable::run);
        opened.watch();
        return opened;
    }

    private static boolean revokes(RevocationsFile revocations, String jti) {
        RegisteredClaims registered = new RegisteredClaims(
                null,
                "alice",
                RegisteredClaims.SUBJECT,
                List.of(TestToken.AUDIENCE),
                TestToken.NOW * 1000 + 300_000,
                RegisteredClaims.ABSENT,
                TestToken.NOW * 1000);
        VerifiedToken token = new VerifiedToken(TestToken.ISSUER, registered, Map.of("jti", jti), DIGEST);
        return revocations.status(token) == Status.REVOKED;
    }

    @Test
    void lines_revokeTokens() throws IOException {
        write("# yesterday\n\n  jti " + TestToken.ISSUER + "  id 1 \r\njti " + TestToken.ISSUER + " id-2\n");
        RevocationsFile revocations = open();
        assertTrue(revokes(revocations, "id 1"));
        assertTrue(revokes(revocations, "id-2"));
        assertFalse(revokes(revocations, "id-3"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, alice, false",
        "2026-01-01T00:00:01Z, alice, true",
        "2026-01-01T00:00:01Z, bob, false",
        "2026-01-01T01:00:01+01:00, alice, true"
    })
    void subjectLine_revokesEarlierTokens(String time, String subject, boolean revoked) throws IOException {
        write("subject " + TestToken.ISSUER + " " + time + " " + subject);
        assertEquals(revoked, revokes(open(), "id-1"));
    }

    @Test
    void digestLine_revokesToken() throws IOException {
        write("digest " + DIGEST);
        assertTrue(revokes(open(), "id-1"));
        write("digest " + "cd".repeat(32));
        assertFalse(revokes(open(), "id-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id-1 | starts with jti, subject, digest or #",
                "JTI https://issuer.example.com/realm id-1 | starts with jti, subject, digest or #",
                "jti | expected 'jti', the issuer, then",
                "jti https://issuer.example.com/realm | expected 'jti', the issuer, then",
                "jti https://other.example.com id-1 | its issuer is not configured",
                "jti https://issuer.example.com/realm/ id-1 | its issuer is not configured",
                "subject https://issuer.example.com/realm alice | expected 'subject'",
                "subject https://issuer.example.com/realm yesterday alice | expected a time",
                "subject https://issuer.example.com/realm 2026-01-01 alice | expected a time",
                "subject https://issuer.example.com/realm 1767225600 alice | expected a time",
                "digest abc | expected 'digest', then 64",
                "digest | expected 'digest', then 64",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2ln | starts with jti, subject, digest or #"
            })
    void wrongLine_isReportedByNumberOnly(String line, String message) throws IOException {
        write("# first\n\n" + line + "\n");
        String refused =
                assertThrows(IllegalArgumentException.class, this::open).getMessage();
        assertTrue(refused.contains("line 3: "), refused);
        assertTrue(refused.contains(message), refused);
        assertFalse(refused.contains("eyJ"), refused);
    }

    @Test
    void hiddenCharacters_areRefused() throws IOException {
        for (String hidden : List.of("\t", "\u0000", "\u202e", "\ufeff", "\u200b", "\u2028")) {
            write("jti " + TestToken.ISSUER + " id" + hidden + "1");
            assertThrows(IllegalArgumentException.class, this::open, "U+" + (int) hidden.charAt(0));
        }
        Files.write(file, "jti ".concat("\u00e4").getBytes(StandardCharsets.ISO_8859_1));
        assertThrows(IllegalArgumentException.class, this::open);
        Files.delete(file);
        assertThrows(IllegalArgumentException.class, this::open);
    }

    @Test
    void changedFile_isInForceWithinSeconds() throws IOException {
        write("");
        RevocationsFile revocations = open();
        assertFalse(revokes(revocations, "id-1"));
        write("jti " + TestToken.ISSUER + " id-1");
        clock.advance(Duration.ofSeconds(5));
        assertTrue(revokes(revocations, "id-1"));
        write("# taken back\n");
        clock.advance(Duration.ofSeconds(5));
        assertFalse(revokes(revocations, "id-1"));
        assertEquals(Health.up(), revocations.health());
    }

    @Test
    void badFile_leavesTheOldContentInForceAndShowsInHealth() throws IOException {
        write("jti " + TestToken.ISSUER + " id-1");
        RevocationsFile revocations = open();
        write("jti " + TestToken.ISSUER + " id-2\noops\n");
        clock.advance(Duration.ofSeconds(5));
        assertTrue(revokes(revocations, "id-1"));
        assertFalse(revokes(revocations, "id-2"));
        Health health = revocations.health();
        assertEquals(Health.State.DEGRADED, health.state());
        assertTrue(health.detail().contains("line 2: "), health.detail());
        Files.delete(file);
        clock.advance(Duration.ofSeconds(5));
        assertTrue(revokes(revocations, "id-1"));
        assertTrue(revocations.health().detail().contains("cannot be read"));
        write("jti " + TestToken.ISSUER + " id-2");
        clock.advance(Duration.ofSeconds(5));
        assertFalse(revokes(revocations, "id-1"));
        assertTrue(revokes(revocations, "id-2"));
        assertEquals(Health.up(), revocations.health());
    }
}
