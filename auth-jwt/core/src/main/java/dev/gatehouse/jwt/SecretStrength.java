package dev.gatehouse.jwt;

import dev.gatehouse.spi.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a shared secret is as bytes, and why some are none (RFC 7518 section 3.2, RFC 8725 section 3.5). */
final class SecretStrength {

    /** Marks a secret that is written in base64url. */
    static final String BASE64URL = "base64url:";

    private static final int MIN_DIFFERENT = 8;

    private SecretStrength() {}

    /**
     * Returns the bytes: those of the text in UTF-8, or what stands in base64url behind {@value #BASE64URL}.
     *
     * @throws IllegalArgumentException if that is no base64url without padding
     */
    static byte[] bytes(Secret secret) {
        String text = secret.reveal();
        if (!text.startsWith(BASE64URL)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] encoded = text.substring(BASE64URL.length()).getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = Base64Url.decode(encoded, 0, encoded.length);
        if (bytes == null) {
            throw new IllegalArgumentException("what follows " + BASE64URL + " is no base64url without padding");
        }
        return bytes;
    }

    /** Returns what is wrong with a secret and what to do about it, without any of it; {@code null} when nothing is. */
    static @Nullable String defect(Secret secret, Set<SigningAlgorithm> algorithms) {
        byte[] bytes;
        try {
            bytes = bytes(secret);
        } catch (IllegalArgumentException malformed) {
            return String.valueOf(malformed.getMessage());
        }
        int needed = 0;
        for (SigningAlgorithm algorithm : algorithms) {
            needed = Math.max(needed, algorithm.signatureLength());
        }
        String remedy = "; make one with: openssl rand -hex " + needed;
        if (looksPublic(bytes)) {
            return "is a key or certificate in PEM or JSON and not a shared secret";
        }
        if (bytes.length < needed) {
            return "has fewer than " + needed + " bytes, the length of the hash" + remedy;
        }
        if (fewDifferent(bytes) || repeated(bytes) || progression(bytes)) {
            return "is not random" + remedy;
        }
        return KnownSecrets.contains(bytes) ? "is a well-known example" + remedy : null;
    }

    private static boolean looksPublic(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains("-----BEGIN ") || text.contains("\"kty\"");
    }

    private static boolean fewDifferent(byte[] bytes) {
        BitSet seen = new BitSet(256);
        for (byte b : bytes) {
            seen.set(b & 0xff);
        }
        return seen.cardinality() < MIN_DIFFERENT;
    }

    /** Whether it is one piece over and over, the last time perhaps in part. */
    private static boolean repeated(byte[] bytes) {
        for (int period = 1; period <= bytes.length / 2; period++) {
            if (Arrays.equals(bytes, period, bytes.length, bytes, 0, bytes.length - period)) {
                return true;
            }
        }
        return false;
    }

    /** Whether more than half of the steps from one byte to the next are the same, as in an alphabet. */
    private static boolean progression(byte[] bytes) {
        int[] steps = new int[256];
        for (int i = 1; i < bytes.length; i++) {
            if (++steps[(bytes[i] - bytes[i - 1]) & 0xff] > (bytes.length - 1) / 2) {
                return true;
            }
        }
        return false;
    }
}
