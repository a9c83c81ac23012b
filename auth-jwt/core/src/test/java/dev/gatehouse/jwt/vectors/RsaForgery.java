package dev.gatehouse.jwt.vectors;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.jwt.TestKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/** RSA signatures with a padding that violates RFC 8017. Careless verifiers accept them. */
final class RsaForgery {

    /** The DigestInfo of SHA-256 before the hash (RFC 8017 section 9.2, note 1). */
    static final byte[] SHA256 = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private final BigInteger modulus;
    private final BigInteger exponent;
    private final RSAPrivateKey key;

    RsaForgery(TestKey key) {
        try {
            this.key = key.pair().toRSAKey().toRSAPrivateKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        this.modulus = this.key.getModulus();
        this.exponent = this.key.getPrivateExponent();
    }

    int length() {
        return (modulus.bitLength() + 7) / 8;
    }

    /** The RSA operation over an encoded message. */
    byte[] raw(byte[] encoded) {
        return fixed(new BigInteger(1, encoded).modPow(exponent, modulus), length());
    }

    /**
     * What a PKCS #1 signature of the text holds, with another start than {@code 00 01}, another filling and something
     * behind the hash.
     */
    byte[] pkcs1(String input, byte[] start, byte filling, byte[] digestInfo, byte[] behind) {
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        tail.writeBytes(digestInfo);
        tail.writeBytes(sha256(input));
        tail.writeBytes(behind);
        byte[] encoded = new byte[length()];
        Arrays.fill(encoded, filling);
        System.arraycopy(start, 0, encoded, 0, start.length);
        encoded[encoded.length - tail.size() - 1] = 0;
        System.arraycopy(tail.toByteArray(), 0, encoded, encoded.length - tail.size(), tail.size());
        return encoded;
    }

    /** A PSS signature of the text with other parameters than those of PS256 (RFC 7518 section 3.5). */
    byte[] pss(String input, String hash, String mask, int salt) {
        try {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(mask), salt, 1));
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sha256(String input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A number in exactly so many bytes. */
    static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int copied = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - copied, fixed, length - copied, copied);
        return fixed;
    }
}
