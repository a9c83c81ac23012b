package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.Secret;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {

    private static final Set<SigningAlgorithm> HS256 = Set.of(SigningAlgorithm.HS256);
    private static final String GOOD = "f3a19c0b6de84752b10c9f7e63a8d5241b7c90ee58fd4a36";

    private static String defect(String secret) {
        return SecretStrength.defect(Secret.of(secret), HS256);
    }

    @Test
    void randomSecrets_areGood() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            assertNull(defect(HexFormat.of().formatHex(bytes)));
            assertNull(defect(Base64.getEncoder().encodeToString(bytes)));
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertNull(defect("base64url:" + encoded));
            assertArrayEquals(bytes, SecretStrength.bytes(Secret.of("base64url:" + encoded)));
        }
        assertArrayEquals(TestToken.bytes(GOOD), SecretStrength.bytes(Secret.of(GOOD)));
    }

    @Test
    void secretShorterThanTheHash_isRefused() {
        assertNotNull(defect(GOOD.substring(0, 31)));
        assertNull(defect(GOOD.substring(0, 32)));
        Secret secret = Secret.of(GOOD);
        assertNull(SecretStrength.defect(secret, Set.of(SigningAlgorithm.HS384)));
        assertTrue(SecretStrength.defect(secret, Set.of(SigningAlgorithm.HS512)).contains("64 bytes"));
        assertTrue(SecretStrength.defect(secret, Set.of(SigningAlgorithm.HS256, SigningAlgorithm.HS512))
                .contains("64 bytes"));
        assertTrue(defect("base64url:" + "QUJD".repeat(8)).contains("32 bytes"), "24 bytes in 32 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "secretsecretsecretsecretsecretsecretsecret",
                "0123456789abcdef0123456789abcdef",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "abcabcaabbccabcabcaabbccaabbccabcabc",
                "98765432109876543210987654321098765",
                "zyxwvutsrqponmlkjihgfedcba9876543210",
                "base64url:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "base64url:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
            })
    void secretWithoutRandomness_isRefused(String secret) {
        assertTrue(defect(secret).contains("not random"), secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
                "base64url:AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
                "base64url:hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
                "a-string-secret-at-least-256-bits-long",
                "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
                "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
                "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b",
                "your-super-secret-key-please-change-me",
                "MySuperSecretKeyThatIsAtLeast256BitsLong",
                "camunda-tasklist-jwt-signing-secret-123",
                "Please.Change.This.Secret.Key.For.Jwt.Signing"
            })
    void wellKnownSecret_isRefused(String secret) {
        assertTrue(defect(secret).contains("well-known"), secret);
    }

    @Test
    void publicKeyInPlaceOfASecret_isRefused() {
        assertTrue(defect("-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA")
                .contains("PEM"));
        assertTrue(defect("{\"kty\":\"RSA\",\"n\":\"sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLO\"}")
                .contains("JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64url:", "base64url:A", "base64url:AAAA=", "base64url:AA+A", "base64url:AB"})
    void brokenBase64url_isRefused(String secret) {
        assertTrue(defect(secret).contains("base64url"));
    }

    @Test
    void messages_holdNothingOfTheSecret() {
        assertFalse(defect("hunter2").contains("hunter2"));
        assertFalse(
                new KeyLocation.SharedSecret(Secret.of(GOOD), null).toString().contains(GOOD));
    }
}
