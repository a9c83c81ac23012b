package dev.gatehouse.benchmarks.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A fresh key and what signs with it. Signing is the JDK's, so that no library is measured on tokens of its own make.
 *
 * @param algorithm RS256, ES256, EdDSA or HS256
 * @param kid its identifier, as long as Keycloak's
 * @param signing the private or the shared key
 * @param verifying the public or the shared key
 */
public record BenchmarkKey(String algorithm, String kid, Key signing, Key verifying) {

    /** Makes a key for one of RS256 (2048 bits), ES256, EdDSA (Ed25519) and HS256 (256 bits). */
    public static BenchmarkKey generate(String algorithm) {
        SecureRandom random = new SecureRandom();
        byte[] id = new byte[32];
        random.nextBytes(id);
        String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        try {
            if (algorithm.equals("HS256")) {
                byte[] secret = new byte[32];
                random.nextBytes(secret);
                SecretKey key = new SecretKeySpec(secret, "HmacSHA256");
                return new BenchmarkKey(algorithm, kid, key, key);
            }
            KeyPair pair = generator(algorithm).generateKeyPair();
            return new BenchmarkKey(algorithm, kid, pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    private static KeyPairGenerator generator(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator;
        switch (algorithm) {
            case "RS256" -> {
                generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
            }
            case "ES256" -> {
                generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            case "EdDSA" -> generator = KeyPairGenerator.getInstance("Ed25519");
            default -> throw new IllegalArgumentException("no key for " + algorithm);
        }
        return generator;
    }

    /** Returns the name by which the JDK knows the algorithm, with the signatures of RFC 7518. */
    public String jcaName() {
        return switch (algorithm) {
            case "RS256" -> "SHA256withRSA";
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "EdDSA" -> "Ed25519";
            default -> "HmacSHA256";
        };
    }

    /** Returns the compact form of a token with these claims. */
    public String sign(String claims) {
        String header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                .type(JOSEObjectType.JWT)
                .keyID(kid)
                .build()
                .toBase64URL()
                .toString();
        return sign(header, Base64URL.encode(claims).toString());
    }

    /** Returns the compact form of two segments that are encoded already. */
    public String sign(String header, String payload) {
        String input = header + "." + payload;
        try {
            return input + "." + Base64URL.encode(signature(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    private byte[] signature(byte[] input) throws GeneralSecurityException {
        if (signing instanceof PrivateKey key) {
            Signature signature = Signature.getInstance(jcaName());
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        }
        Mac mac = Mac.getInstance(jcaName());
        mac.init(signing);
        return mac.doFinal(input);
    }

    /** Returns the public key. */
    public PublicKey publicKey() {
        return (PublicKey) verifying;
    }

    /** Writes a JWK set with the public key (RFC 7517 section 5) to a new file, which goes when the JVM ends. */
    public Path jwks() {
        try {
            Path file = Files.createTempFile("benchmark", ".jwks.json");
            file.toFile().deleteOnExit();
            Files.writeString(file, "{\"keys\":[" + jwk() + "]}");
            return file;
        } catch (IOException | JOSEException unwritable) {
            throw new UncheckedIOException(new IOException(unwritable));
        }
    }

    private String jwk() throws JOSEException {
        JWSAlgorithm name = JWSAlgorithm.parse(algorithm);
        if (verifying instanceof RSAPublicKey rsa) {
            return new com.nimbusds.jose.jwk.RSAKey.Builder(rsa)
                    .keyID(kid)
                    .algorithm(name)
                    .build()
                    .toJSONString();
        }
        if (verifying instanceof ECPublicKey elliptic) {
            return new com.nimbusds.jose.jwk.ECKey.Builder(com.nimbusds.jose.jwk.Curve.P_256, elliptic)
                    .keyID(kid)
                    .algorithm(name)
                    .build()
                    .toJSONString();
        }
        byte[] encoded = verifying.getEncoded();
        byte[] point = java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + kid + "\",\"alg\":\"EdDSA\",\"x\":\""
                + Base64URL.encode(point) + "\"}";
    }

    @Override
    public String toString() {
        return "BenchmarkKey[" + algorithm + "]";
    }
}
