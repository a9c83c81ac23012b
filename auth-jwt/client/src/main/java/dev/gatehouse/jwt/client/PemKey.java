package dev.gatehouse.jwt.client;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads a private key as {@code openssl genpkey} writes it: PKCS#8 in PEM (RFC 7468 section 10). */
final class PemKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private PemKey() {}

    /**
     * Returns an RSA or EC key.
     *
     * @throws IllegalArgumentException when the text is none; the message holds nothing of it
     */
    static PrivateKey read(String text) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no PEM");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end)));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException notRsa) {
            return ec(spec);
        }
    }

    private static PrivateKey ec(PKCS8EncodedKeySpec spec) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        } catch (GeneralSecurityException malformed) {
            throw new IllegalArgumentException("no RSA and no EC key");
        }
    }
}
