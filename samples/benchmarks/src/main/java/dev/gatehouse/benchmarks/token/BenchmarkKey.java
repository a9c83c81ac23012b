package dev.gatehouse.benchmarks.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
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

    private static final int POINT = 32;

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

    /** Writes the key to a new file that another JVM can {@linkplain #read read}; it goes when this JVM ends. */
    public Path write() {
        try {
            Path file = Files.createTempFile("benchmark", ".key");
            file.toFile().deleteOnExit();
            Base64.Encoder text = Base64.getEncoder();
            Files.write(
                    file,
                    List.of(
                            kid,
                            text.encodeToString(signing.getEncoded()),
                            text.encodeToString(verifying.getEncoded())));
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Reads an RSA key that {@link #write} has written. */
    public static BenchmarkKey read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            Base64.Decoder bytes = Base64.getDecoder();
            return new BenchmarkKey(
                    "RS256",
                    lines.get(0),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(bytes.decode(lines.get(1)))),
                    factory.generatePublic(new X509EncodedKeySpec(bytes.decode(lines.get(2)))));
        } catch (GeneralSecurityException unreadable) {
            throw new IOException(unreadable);
        }
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
            Files.writeString(file, "{\"keys\":[" + jwkText() + "]}");
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** A started server writes an RSA key, and must not load Nimbus for that: the start of ours would seem slower. */
    private String jwkText() {
        if (!(verifying instanceof RSAPublicKey rsa)) {
            return jwk().toJSONString();
        }
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        byte[] modulus = rsa.getModulus().toByteArray();
        // Two's complement has a zero byte in front, which a JWK must not have (RFC 7518 section 2).
        String n = text.encodeToString(Arrays.copyOfRange(modulus, 1, modulus.length));
        String e = text.encodeToString(rsa.getPublicExponent().toByteArray());
        return "{\"kty\":\"RSA\",\"kid\":\"" + kid + "\",\"alg\":\"" + algorithm + "\",\"n\":\"" + n + "\",\"e\":\"" + e
                + "\"}";
    }

    /** Returns the key that verifies as a JWK set. */
    public JWKSet jwkSet() {
        return new JWKSet(jwk());
    }

    private JWK jwk() {
        JWSAlgorithm name = JWSAlgorithm.parse(algorithm);
        if (verifying instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).keyID(kid).algorithm(name).build();
        }
        if (verifying instanceof ECPublicKey elliptic) {
            return new ECKey.Builder(Curve.P_256, elliptic)
                    .keyID(kid)
                    .algorithm(name)
                    .build();
        }
        byte[] encoded = verifying.getEncoded();
        if (verifying instanceof SecretKey) {
            return new OctetSequenceKey.Builder(encoded)
                    .keyID(kid)
                    .algorithm(name)
                    .build();
        }
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - POINT, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                .keyID(kid)
                .algorithm(name)
                .build();
    }

    @Override
    public String toString() {
        return "BenchmarkKey[" + algorithm + "]";
    }
}
