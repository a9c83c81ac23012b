package dev.gatehouse.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedTokensTest {

    private static final SessionId SESSION = SessionSamples.id(1);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TokenSet TOKENS =
            new TokenSet("access", "refresh", "id", NOW.plusSeconds(300), NOW.plusSeconds(1800));

    @TempDir
    Path folder;

    private SealedTokens with(TokenKeys keys) {
        return new SealedTokens(keys, MovableClock.at(NOW), Duration.ofSeconds(60));
    }

    private TokenKeys keys(String... files) {
        return TokenKeys.ofFiles(
                TestContext.of("login", ProviderSessions.settings(), Map.of()).settings(),
                SessionTokenSettings.KEYS,
                Arrays.stream(files)
                        .map(file -> folder.resolve(file).toString())
                        .toList());
    }

    private void key(String file) throws Exception {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.writeString(folder.resolve(file), Base64.getEncoder().encodeToString(key) + "\n");
    }

    private static SessionData.Tokens data(String text) {
        return assertInstanceOf(SessionData.Tokens.class, SessionData.parse(text));
    }

    @Test
    void tokens_areReadAsTheyWereWritten() {
        SealedTokens sealed = with(TokenKeys.generated());
        for (TokenSet tokens : List.of(TOKENS, new TokenSet("access", null, null, null, null))) {
            SessionData.Tokens data = data(sealed.seal(SESSION, new SessionTokens("example", tokens)));
            assertEquals(new SealedTokens.Read.Tokens(tokens), sealed.read(SESSION, data));
            assertEquals("example", data.provider());
        }
    }

    @Test
    void sealedText_showsNoTokenAndDiffersEachTime() {
        SealedTokens sealed = with(TokenKeys.generated());
        SessionTokens tokens = new SessionTokens("example", TOKENS);
        String text = sealed.seal(SESSION, tokens);
        String plain = new String(Base64.getUrlDecoder().decode(data(text).box()), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("access") || plain.contains("access") || plain.contains("refresh"));
        assertFalse(data(text).toString().contains(data(text).box()));
        assertNotEquals(data(text).box(), data(sealed.seal(SESSION, tokens)).box());
    }

    @Test
    void times_areReadWithoutTheKey() {
        String text = with(TokenKeys.generated()).seal(SESSION, new SessionTokens("example", TOKENS));
        assertEquals(NOW.plusSeconds(240).toEpochMilli(), SessionData.due(text));
        assertEquals(
                new TokenTimes(
                        NOW.plusSeconds(240).toEpochMilli(),
                        NOW.plusSeconds(300).toEpochMilli(),
                        NOW.plusSeconds(1800).toEpochMilli(),
                        0),
                data(text).times());
    }

    @Test
    void shortLivedToken_isUsedForHalfOfItsLife() {
        TokenSet tokens = new TokenSet("a", "r", null, NOW.plusSeconds(2), null);
        assertEquals(
                NOW.plusSeconds(1).toEpochMilli(),
                TokenTimes.of(tokens, NOW, Duration.ofSeconds(60)).due());
    }

    @Test
    void olderKey_decryptsUntilItIsRemoved() throws Exception {
        key("old");
        key("new");
        SessionTokens tokens = new SessionTokens("example", TOKENS);
        SessionData.Tokens old = data(with(keys("old")).seal(SESSION, tokens));
        SealedTokens rotated = with(keys("new", "old"));
        assertInstanceOf(SealedTokens.Read.Tokens.class, rotated.read(SESSION, old));
        SessionData.Tokens fresh = data(rotated.seal(SESSION, tokens));
        assertNotEquals(old.key(), fresh.key());
        assertInstanceOf(SealedTokens.Read.Tokens.class, with(keys("new")).read(SESSION, fresh));
        assertEquals(
                new SealedTokens.Read.UnknownKey(old.key()), with(keys("new")).read(SESSION, old));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "not base64", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void fileWithoutAKey_refusesTheStart(String content) throws Exception {
        Files.writeString(folder.resolve("bad"), content);
        SettingException refusal = assertThrows(SettingException.class, () -> keys("bad"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("openssl rand -base64 32"), refusal.getMessage());
        assertFalse(content.length() > 8 && refusal.getMessage().contains(content));
    }

    @Test
    void missingOrRepeatedFile_refusesTheStart() throws Exception {
        key("one");
        assertThrows(SettingException.class, () -> keys("missing"));
        assertThrows(SettingException.class, () -> keys("one", "one"));
    }

    @Test
    void largeToken_isRefusedWithItsSize() {
        SealedTokens sealed = with(TokenKeys.generated());
        TokenSet large = new TokenSet("a".repeat(16 * 1024), null, null, null, null);
        String detail = sealed.problem(large).orElseThrow().detail();
        assertTrue(detail.contains("access token") && detail.contains("16384"), detail);
        assertThrows(IllegalArgumentException.class, () -> sealed.seal(SESSION, new SessionTokens("example", large)));
        TokenSet largest = new TokenSet("a".repeat(16 * 1024 - 1), null, null, null, null);
        assertTrue(sealed.problem(largest).isEmpty());
        assertInstanceOf(
                SealedTokens.Read.Tokens.class,
                sealed.read(SESSION, data(sealed.seal(SESSION, new SessionTokens("example", largest)))));
    }
}
