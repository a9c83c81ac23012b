package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.identity.provider.StoredTokens;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the tokens of a session with AES-GCM. The id of the session and the provider are part of what is
 * authenticated, so tokens that are moved to another session cannot be read there. Thread-safe.
 */
final class SealedTokens implements StoredTokens {

    /** A token is shorter than this. */
    static final int MAX_TOKEN = 16 * 1024;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;

    private final SecureRandom random = new SecureRandom();
    private final TokenKeys keys;
    private final Clock clock;
    private final Duration ahead;

    /** @param ahead how long before the expiry of an access token it is refreshed */
    SealedTokens(TokenKeys keys, Clock clock, Duration ahead) {
        this.keys = keys;
        this.clock = clock;
        this.ahead = ahead;
    }

    /** The result of reading tokens. */
    sealed interface Read {
        /** The tokens. */
        record Tokens(TokenSet tokens) implements Read {}

        /** This node does not have the key. */
        record UnknownKey(String id) implements Read {}

        /** The tokens were not encrypted for this session, or were changed. */
        record Invalid() implements Read {}
    }

    @Override
    public Optional<Reason> problem(TokenSet tokens) {
        return tooLong("access token", tokens.accessToken())
                .or(() -> tooLong("refresh token", tokens.refreshToken()))
                .or(() -> tooLong("ID token", tokens.idToken()));
    }

    private static Optional<Reason> tooLong(String name, @Nullable String token) {
        return token == null || token.length() < MAX_TOKEN
                ? Optional.empty()
                : Optional.of(SessionReasons.TOKENS_TOO_LARGE.withDetail("the " + name + " has " + token.length()
                        + " characters, and only tokens of less than " + MAX_TOKEN
                        + " are stored; configure the provider to put less into it"));
    }

    @Override
    public String seal(SessionId session, SessionTokens tokens) {
        return sealed(session, tokens, TokenTimes.of(tokens.tokens(), clock.instant(), ahead))
                .text();
    }

    SessionData.Tokens sealed(SessionId session, SessionTokens tokens, TokenTimes times) {
        Optional<Reason> problem = problem(tokens.tokens());
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get().detail());
        }
        String id = keys.first();
        SecretKey key = keys.find(id);
        if (key == null) {
            throw new IllegalStateException("there is no key " + id);
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] box;
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, session, tokens.provider())
                    .doFinal(write(tokens.tokens()));
            box = Arrays.copyOf(nonce, NONCE + encrypted.length);
            System.arraycopy(encrypted, 0, box, NONCE, encrypted.length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(box);
        return new SessionData.Tokens(times, tokens.provider(), id, text);
    }

    @Override
    public Optional<SessionTokens> open(SessionRecord session) {
        return SessionData.parse(session.data()) instanceof SessionData.Tokens data
                        && read(session.id(), data) instanceof Read.Tokens read
                ? Optional.of(new SessionTokens(data.provider(), read.tokens()))
                : Optional.empty();
    }

    Read read(SessionId session, SessionData.Tokens data) {
        SecretKey key = keys.find(data.key());
        if (key == null) {
            return new Read.UnknownKey(data.key());
        }
        try {
            byte[] box = Base64.getUrlDecoder().decode(data.box());
            if (box.length < NONCE + TAG_BITS / 8) {
                return new Read.Invalid();
            }
            byte[] nonce = Arrays.copyOf(box, NONCE);
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, nonce, session, data.provider())
                    .doFinal(box, NONCE, box.length - NONCE);
            return new Read.Tokens(read(plain));
        } catch (GeneralSecurityException | IllegalArgumentException | IOException changed) {
            return new Read.Invalid();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, SessionId session, String provider)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(
                ("gatehouse session tokens\n" + session.digest() + "\n" + provider).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] write(TokenSet tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(tokens.accessToken());
            write(out, tokens.refreshToken());
            write(out, tokens.idToken());
            out.writeLong(millis(tokens.accessExpires()));
            out.writeLong(millis(tokens.refreshExpires()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, @Nullable String token) throws IOException {
        out.writeBoolean(token != null);
        if (token != null) {
            out.writeUTF(token);
        }
    }

    private static TokenSet read(byte[] plain) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
        if (in.readByte() != FORMAT) {
            throw new IOException("unknown format");
        }
        String access = in.readUTF();
        String refresh = in.readBoolean() ? in.readUTF() : null;
        String id = in.readBoolean() ? in.readUTF() : null;
        return new TokenSet(access, refresh, id, instant(in.readLong()), instant(in.readLong()));
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? TokenTimes.NEVER : time.toEpochMilli();
    }

    private static @Nullable Instant instant(long millis) {
        return millis == TokenTimes.NEVER ? null : Instant.ofEpochMilli(millis);
    }
}
