package dev.gatehouse.cookie.passkeys;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator with one passkey, and the browser around it. Everything that it signs or says can be changed, so
 * that it can also play an attacker.
 */
final class SoftAuthenticator {

    static final int UP = 0x01;
    static final int UV = 0x04;
    static final int BE = 0x08;
    static final int BS = 0x10;
    private static final int AT = 0x40;

    /** Algorithms of keys and signatures. */
    enum Algorithm {
        ES256(-7, "SHA256withECDSA"),
        EDDSA(-8, "Ed25519"),
        RS256(-257, "SHA256withRSA"),
        RS1(-65535, "SHA1withRSA"),
        ES384(-35, "SHA384withECDSA");

        final int cose;
        final String jca;

        Algorithm(int cose, String jca) {
            this.cose = cose;
            this.jca = jca;
        }
    }

    final Algorithm algorithm;
    final KeyPair keys;
    byte[] id = new byte[32];
    String origin = "https://tasks.example.com";
    String rpId = "tasks.example.com";
    String handle = "";

    @Nullable
    String type;

    String clientDataExtra = ",\"crossOrigin\":false";
    int flags = UP | UV;
    long counter;
    String format = "none";
    byte[] statement = new CborWriter().map(0).toBytes();
    byte[] authenticatorExtra = new byte[0];
    boolean selfAttested;
    int coseAlgorithm;
    /** Zeros in front of the numbers of the key. */
    int padding;
    /** The modulus to send in place of that of the RSA key. */
    @Nullable
    BigInteger modulus;
    /** Changes the attestation object. */
    Consumer<byte[]> damage = bytes -> {};

    SoftAuthenticator(Algorithm algorithm, String seed) {
        this.algorithm = algorithm;
        this.coseAlgorithm = algorithm.cose;
        this.keys = keys(algorithm);
        this.id = sha256(seed.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the value of {@code RegistrationResponseJSON}. */
    String registration(String challenge) {
        byte[] clientData = clientData(type == null ? "webauthn.create" : type, challenge);
        byte[] data = concat(authenticatorData(flags | AT), attested(), authenticatorExtra);
        byte[] attestation = statement;
        if (selfAttested) {
            format = "packed";
            attestation = new CborWriter()
                    .map(2)
                    .text("alg")
                    .number(algorithm.cose)
                    .text("sig")
                    .bytes(sign(concat(data, sha256(clientData))))
                    .toBytes();
        }
        byte[] object = new CborWriter()
                .map(3)
                .text("fmt")
                .text(format)
                .text("attStmt")
                .raw(attestation)
                .text("authData")
                .bytes(data)
                .toBytes();
        damage.accept(object);
        return credential("\"attestationObject\":\"" + encode(object) + "\",\"transports\":[\"internal\"]", clientData);
    }

    /** Returns the value of {@code AuthenticationResponseJSON}. */
    String assertion(String challenge) {
        byte[] clientData = clientData(type == null ? "webauthn.get" : type, challenge);
        byte[] data = concat(authenticatorData(flags), authenticatorExtra);
        byte[] signature = sign(concat(data, sha256(clientData)));
        return assertion(clientData, data, signature);
    }

    String assertion(byte[] clientData, byte[] data, byte[] signature) {
        return credential(
                "\"authenticatorData\":\"" + encode(data) + "\",\"signature\":\"" + encode(signature)
                        + "\",\"userHandle\":\"" + handle + "\"",
                clientData);
    }

    String id() {
        return encode(id);
    }

    byte[] clientData(String type, String challenge) {
        return ("{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin + "\""
                        + clientDataExtra + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] authenticatorData(int flags) {
        return ByteBuffer.allocate(37)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) counter)
                .array();
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(algorithm.jca);
            signature.initSign(keys.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String credential(String response, byte[] clientData) {
        return "{\"id\":\"" + id() + "\",\"rawId\":\"" + id() + "\",\"type\":\"public-key\",\"response\":{" + response
                + ",\"clientDataJSON\":\"" + encode(clientData) + "\"},\"clientExtensionResults\":{}}";
    }

    private byte[] attested() {
        byte[] length = ByteBuffer.allocate(2).putShort((short) id.length).array();
        return concat(new byte[16], length, id, publicKey());
    }

    private byte[] publicKey() {
        CborWriter key = new CborWriter();
        if (keys.getPublic() instanceof ECPublicKey ec) {
            int size = padding + (algorithm == Algorithm.ES384 ? 48 : 32);
            key.map(5).number(1).number(2).number(3).number(coseAlgorithm);
            key.number(-1).number(algorithm == Algorithm.ES384 ? 2 : 1);
            key.number(-2).bytes(unsigned(ec.getW().getAffineX(), size));
            key.number(-3).bytes(unsigned(ec.getW().getAffineY(), size));
        } else if (keys.getPublic() instanceof EdECPublicKey ed) {
            byte[] encoded = ed.getEncoded();
            key.map(4)
                    .number(1)
                    .number(1)
                    .number(3)
                    .number(coseAlgorithm)
                    .number(-1)
                    .number(6);
            key.number(-2).bytes(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        } else if (keys.getPublic() instanceof RSAPublicKey rsa) {
            key.map(4).number(1).number(3).number(3).number(coseAlgorithm);
            BigInteger sent = modulus == null ? rsa.getModulus() : modulus;
            key.number(-1).bytes(unsigned(sent, padding + sent.bitLength() / 8));
            key.number(-2).bytes(unsigned(rsa.getPublicExponent(), 3));
        }
        return key.toBytes();
    }

    private static byte[] unsigned(BigInteger number, int size) {
        byte[] bytes = number.toByteArray();
        byte[] result = new byte[size];
        int length = Math.min(size, bytes.length);
        System.arraycopy(bytes, bytes.length - length, result, size - length, length);
        return result;
    }

    private static KeyPair keys(Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(
                    switch (algorithm) {
                        case ES256, ES384 -> "EC";
                        case EDDSA -> "Ed25519";
                        case RS256, RS1 -> "RSA";
                    });
            switch (algorithm) {
                case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case ES384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                case RS256, RS1 -> generator.initialize(2048);
                case EDDSA -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
