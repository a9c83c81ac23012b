package dev.gatehouse.jwt.client;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads a private key in the format of {@code openssl genpkey}: PKCS#8 in PEM (RFC 7468 section 10). */
final class PemKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private PemKey() {}

    /**
     * Returns an RSA or EC key.
     *
     * @throws IllegalArgumentException if the key cannot be read; the message contains no part of it
     */
    static PrivateKey read(String text) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("expected a PEM block BEGIN PRIVATE KEY");
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
            throw new IllegalArgumentException("expected an RSA or EC key");
        }
    }
}
