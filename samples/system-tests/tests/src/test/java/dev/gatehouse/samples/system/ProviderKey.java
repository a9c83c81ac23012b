package dev.gatehouse.samples.system;

import dev.gatehouse.idp.tokens.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A key of a provider, which signs tokens of any shape. */
record ProviderKey(String kid, String algorithm, KeyPair pair) {

    static ProviderKey rsa(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new ProviderKey(kid, "RS256", generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static ProviderKey elliptic(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new ProviderKey(kid, "ES256", generator.generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the set with this key. */
    String jwks() {
        return "{\"keys\":[" + SigningKey.of(algorithm, kid, pair).publicJwkJson() + "]}";
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Signs a payload under a header with a {@code typ}, or with none if it is empty. */
    String sign(String type, String payload) {
        String typ = type.isEmpty() ? "" : ",\"typ\":\"" + type + "\"";
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"" + typ + "}";
        return signed(Base64.getUrlEncoder().withoutPadding(), header, payload);
    }

    /** Signs as a load balancer does: with padding, which is part of what is signed. */
    String signPadded(String header, String payload) {
        return signed(Base64.getUrlEncoder(), header, payload);
    }

    private String signed(Base64.Encoder encoder, String header, String payload) {
        String input = encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature =
                    Signature.getInstance(algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + encoder.encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Shows the name only. */
    @Override
    public String toString() {
        return "ProviderKey[" + kid + "]";
    }
}
