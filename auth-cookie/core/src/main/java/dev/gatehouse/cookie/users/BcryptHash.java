package dev.gatehouse.cookie.users;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * bcrypt in the formats {@code $2a$}, {@code $2b$} and {@code $2y$}, which are equivalent for every password that is
 * accepted here. Verified only, never created. Immutable.
 */
final class BcryptHash implements HashScheme {

    private static final String BCRYPT = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int LENGTH = 60;
    private static final int SALT_AT = 7;
    private static final int HASH_AT = 29;
    private static final int MAX_PASSWORD = 72;
    private static final int MIN_COST = 4;
    private static final int MAX_COST = 14;

    private final char form;
    private final int cost;
    private final byte[] salt;
    private final byte[] hash;

    private BcryptHash(char form, int cost, byte[] salt, byte[] hash) {
        this.form = form;
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static boolean isPrefixOf(String text) {
        return text.startsWith("$2a$") || text.startsWith("$2b$") || text.startsWith("$2y$");
    }

    static BcryptHash parse(String text) {
        if (text.length() != LENGTH || !isPrefixOf(text) || text.charAt(SALT_AT - 1) != '$') {
            throw new IllegalArgumentException("expected a bcrypt hash of " + LENGTH + " characters: $2b$12$...");
        }
        char tens = text.charAt(4);
        char ones = text.charAt(5);
        int cost = tens < '0' || tens > '9' || ones < '0' || ones > '9' ? 0 : (tens - '0') * 10 + ones - '0';
        if (cost < MIN_COST || cost > MAX_COST) {
            throw new IllegalArgumentException("expected bcrypt with a cost from 04 to " + MAX_COST);
        }
        return new BcryptHash(
                text.charAt(2),
                cost,
                HashEncoding.decode(translate(text.substring(SALT_AT, HASH_AT), BCRYPT, BASE64), 16, 16, "salt"),
                HashEncoding.decode(translate(text.substring(HASH_AT), BCRYPT, BASE64), 23, 23, "hash"));
    }

    /**
     * Rejects what bcrypt would silently truncate or confuse: more than 72 bytes, and NUL, which terminates its
     * passwords. The hash is computed nevertheless, so that the time is the same.
     */
    @Override
    public boolean matches(byte[] password) {
        boolean nul = false;
        for (byte b : password) {
            nul |= b == 0;
        }
        byte[] key = Arrays.copyOf(password, Math.min(password.length, MAX_PASSWORD));
        byte[] computed = BCrypt.generate(key, salt, cost, true);
        boolean equal = MessageDigest.isEqual(hash, Arrays.copyOf(computed, hash.length));
        return equal & !nul & password.length <= MAX_PASSWORD;
    }

    @Override
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return cost() + "$" + translate(base64.encodeToString(salt) + base64.encodeToString(hash), BASE64, BCRYPT);
    }

    @Override
    public String cost() {
        return "$2" + form + "$" + (cost < 10 ? "0" : "") + cost;
    }

    @Override
    public String work() {
        return "bcrypt-" + cost;
    }

    /** bcrypt truncates passwords and uses little memory, whatever its cost. */
    @Override
    public boolean outdated() {
        return true;
    }

    @Override
    public HashScheme decoy() {
        byte[] bytes = new byte[salt.length + hash.length];
        new SecureRandom().nextBytes(bytes);
        return new BcryptHash(
                form, cost, Arrays.copyOf(bytes, salt.length), Arrays.copyOfRange(bytes, salt.length, bytes.length));
    }

    private static String translate(String text, String from, String to) {
        StringBuilder translated = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int digit = from.indexOf(text.charAt(i));
            translated.append(digit < 0 ? '!' : to.charAt(digit));
        }
        return translated.toString();
    }
}
