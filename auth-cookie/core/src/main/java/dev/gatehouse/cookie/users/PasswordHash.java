package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.stability.Stable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The hash of a password as user directories store it: Argon2id (RFC 9106) in the PHC string format,
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, or bcrypt, {@code $2a$}, {@code $2b$} or {@code $2y$}.
 *
 * <p>Passwords are compared byte by byte in UTF-8: nothing is trimmed, folded or truncated. {@link #toString()} shows
 * nothing of the hash. Immutable and thread-safe. Creating and verifying a hash takes tens of milliseconds and up to 64
 * MiB on the calling thread.
 *
 * @since 0.1
 */
@Stable
public final class PasswordHash {

    private final HashScheme scheme;

    PasswordHash(HashScheme scheme) {
        this.scheme = scheme;
    }

    /**
     * Hashes a password with Argon2id: 19 MiB, two passes, one lane, 16 random bytes of salt.
     *
     * @param password the password to hash; its minimum length is up to the caller
     * @throws IllegalArgumentException if it contains an unpaired surrogate, which UTF-8 can't encode
     */
    public static PasswordHash create(String password) {
        return create(password, Argon2Hash.DEFAULT);
    }

    static PasswordHash create(String password, Argon2Hash.Cost cost) {
        byte[] bytes = bytes(password);
        try {
            return new PasswordHash(Argon2Hash.create(bytes, cost));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Parses the string form of a hash. Each hash has one valid spelling. The cost is limited so that it can't overload
     * the host: Argon2id to {@code m=65536}, {@code t=10} and {@code p=4}, bcrypt to a cost from 4 to 14.
     *
     * @throws IllegalArgumentException if it is not a hash; the message does not repeat the input
     */
    public static PasswordHash parse(String text) {
        if (text.startsWith(Argon2Hash.PREFIX)) {
            return new PasswordHash(Argon2Hash.parse(text));
        }
        if (BcryptHash.isPrefixOf(text)) {
            return new PasswordHash(BcryptHash.parse(text));
        }
        throw new IllegalArgumentException("expected a hash that starts with $argon2id$, $2a$, $2b$ or $2y$");
    }

    /** Returns a hash with the cost of {@link #create(String)} that matches no password, for {@link Users#decoys()}. */
    public static PasswordHash decoy() {
        return new PasswordHash(Argon2Hash.decoy(Argon2Hash.DEFAULT));
    }

    /**
     * Returns whether this is the hash of a password. A bcrypt hash matches no password of more than 72 bytes and none
     * with a NUL, since bcrypt could not tell them from others.
     *
     * @throws IllegalArgumentException if the password contains an unpaired surrogate
     */
    public boolean matches(String password) {
        byte[] bytes = bytes(password);
        try {
            return scheme.matches(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /**
     * Returns the string that {@link #parse(String)} reads. It is as confidential as the directory that stores it: do
     * not log it.
     */
    public String text() {
        return scheme.text();
    }

    /** Returns whether a hash created today would cost attackers more, as with every bcrypt hash. */
    public boolean outdated() {
        return scheme.outdated();
    }

    /** Returns whether the verification of another hash is the same work. */
    public boolean costsTheSameAs(PasswordHash other) {
        return work().equals(other.work());
    }

    String cost() {
        return scheme.cost();
    }

    String work() {
        return scheme.work();
    }

    PasswordHash likeThis() {
        return new PasswordHash(scheme.decoy());
    }

    @Override
    public String toString() {
        return "PasswordHash[***]";
    }

    // String.getBytes replaces an unpaired surrogate with a question mark, which would make two passwords
    // equal.
    private static byte[] bytes(String password) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(password));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            encoded.clear().put(new byte[encoded.capacity()]);
            return bytes;
        } catch (CharacterCodingException half) {
            throw new IllegalArgumentException("expected a password without unpaired surrogates");
        }
    }
}
