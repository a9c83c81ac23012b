package dev.gatehouse.jwt.keys.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.KeyRequirements;
import dev.gatehouse.spi.settings.Secret;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {

    private static final Set<SigningAlgorithm> HS256 = Set.of(SigningAlgorithm.HS256);
    private static final String GOOD = "f3a19c0b6de84752b10c9f7e63a8d5241b7c90ee58fd4a360d2e7b9185c6fa43";
    private static final String ALPHANUMERICS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static String problem(String secret) {
        return KeyRequirements.secretProblem(Secret.of(secret), HS256, false, "allow it");
    }

    private static String encoded(String secret) {
        return "base64url:" + TestToken.encode(TestToken.bytes(secret));
    }

    private static void assertAccepted(Function<Random, String> generator) {
        Random random = new Random(20_260_101);
        for (int i = 0; i < 10_000; i++) {
            String secret = generator.apply(random);
            assertNull(problem(secret), secret);
        }
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void randomHex_isAccepted() {
        assertAccepted(random -> HexFormat.of().formatHex(bytes(random)));
    }

    @Test
    void randomBase64_isAccepted() {
        assertAccepted(random -> Base64.getEncoder().encodeToString(bytes(random)));
        assertAccepted(random -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(random)));
    }

    @Test
    void randomAlphanumerics_areAccepted() {
        assertAccepted(random -> {
            StringBuilder secret = new StringBuilder();
            for (int i = 0; i < 32; i++) {
                secret.append(ALPHANUMERICS.charAt(random.nextInt(ALPHANUMERICS.length())));
            }
            return secret.toString();
        });
    }

    @Test
    void randomPrintableCharacters_areAccepted() {
        assertAccepted(random -> random.ints(32, '!', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    @Test
    void randomBytesInBase64url_areAccepted() {
        assertAccepted(random -> "base64url:" + TestToken.encode(bytes(random)));
    }

    @Test
    void key_isTheBytesOfTheSecret() {
        assertArrayEquals(TestToken.bytes(GOOD), SecretStrength.bytes(Secret.of(GOOD)));
        assertArrayEquals(TestToken.bytes(GOOD), SecretStrength.bytes(Secret.of(encoded(GOOD))));
    }

    /** The rules apply to the decoded secret as well, so that encoding does not hide a weak one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PEM or JWK | -----BEGIN PUBLIC KEY-----MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
                "PEM or JWK | -----BEGIN CERTIFICATE-----MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCg",
                "PEM or JWK | {\"kty\":\"RSA\",\"n\":\"sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLO\"}",
                "32 bytes | hunter2",
                "32 bytes | kR7vQ2mX9cTz4LbWn8YpHd3FgJs6AeU",
                "white space | correct horse battery staple 42 wrong",
                "white space | kR7vQ2mX9cTz4LbW n8YpHd3FgJs6AeU1xQ",
                "UUID | 7f2c1e9a-4b3d-4c8e-9f60-1a2b3c4d5e6f",
                "UUID | 7F2C1E9A-4B3D-4C8E-9F60-1A2B3C4D5E6F",
                "UUID | urn:uuid:7f2c1e9a-4b3d-4c8e-9f60-1a2b3c4d5e6f",
                "UUID | {7f2c1e9a-4b3d-4c8e-9f60-1a2b3c4d5e6f}",
                "64 hex digits | 7f2c1e9a4b3d4c8e9f601a2b3c4d5e6f",
                "64 hex digits | f3a19c0b6de84752b10c9f7e63a8d5241b7c90ee58fd4a36",
                "64 hex digits | F3A19C0B6DE84752B10C9F7E63A8D5241B7C90EE58FD4A36",
                "64 hex digits | 4815162342481516234248151623424815162342",
                "10 distinct | 0110100110010110011010011001011001101001100101100110100110010110",
                "14 distinct | zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                "14 distinct | abcabcaabbccxabcaabbccaabbxccabcabc",
                "14 distinct | P@ssw0rd!P@ssw0rd!P@ssw0rd!P@ssw0rd!",
                "14 distinct | ======================BezKoder=Spring===========================",
                "repetition | 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "repetition | fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
                "repetition | 0123456789ABCDEF0123456789abcdef0123456789ABCDEF0123456789abcdef",
                "repetition | Tr0ub4dor&3xkcdQ!Tr0ub4dor&3xkcdQ!",
                "repetition | Tr0ub4dor&3xkcdQ!TR0UB4DOR&3XKCDQ!Tr0u",
                "repetition | Tr0ub4dor&3xkcd1!Tr0ub4dor&3xkcd2!",
                "sequence | abcdefghijklmnopqrstuvwxyz0123456789",
                "sequence | zyxwvutsrqponmlkjihgfedcba9876543210",
                "sequence | AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRr",
                "sequence | a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8",
            })
    void weakSecret_isRefused(String reason, String secret) {
        for (String spelling : List.of(secret, encoded(secret))) {
            assertTrue(problem(spelling).contains(reason), problem(spelling));
            assertTrue(problem(spelling).contains("openssl rand -base64 32"), problem(spelling));
            assertFalse(problem(spelling).contains("allow it"), problem(spelling));
            assertFalse(problem(spelling).contains(secret), "the message shows the secret");
        }
    }

    /** Words with other cases, separators and numbers are no better. */
    static List<String> words() {
        List<String> secrets = new ArrayList<>();
        for (String words : List.of(
                "My Super Secret Key For Jwt 2024 Must Be Long 123",
                "Your Super Secret Key Please Change Me",
                "Camunda Tasklist Jwt Signing Secret 123",
                "Please Change This Secret Signing Key 1",
                "Tasklist Demo Shared Signing Value 2026",
                "Shared Token Signing Secret Number 7")) {
            for (String separator : List.of("", "-", "_", ".")) {
                String joined = words.replace(" ", separator);
                secrets.add(joined);
                secrets.add(joined.toLowerCase(Locale.ROOT));
                secrets.add(joined.toUpperCase(Locale.ROOT));
            }
        }
        secrets.add("MySuperSecretKeyForJwt2024MustBeLong123");
        secrets.add("MySuperSecretKeyForJwt2025MustBeLong456!");
        secrets.add("MySuperSecretKeyThatIsAtLeast256BitsLong");
        secrets.add("a-string-secret-at-least-257-bits-long");
        secrets.add("GanzGeheimerSchl\u00fcsselF\u00fcrAlleUmgebungen");
        secrets.add("\u0421\u0443\u043f\u0435\u0440\u0421\u0435\u043a\u0440\u0435\u0442\u041a\u043b\u044e\u0447");
        secrets.removeIf(secret -> TestToken.bytes(secret).length < 32);
        return secrets;
    }

    /** Base64 of 32 bytes and more with upper case, lower case and digits is exempt. */
    @Test
    void longBase64_isExempt() {
        assertNotNull(problem("WordsWithSomeNumbersMakeOneLongSecret1234"));
        assertNull(problem("WordsWithSomeNumbersMakeOneLongSecret123456"));
        assertNotNull(problem("Words-With-Some-Numbers-Make-One-Long-Secret-123456"));
        assertNotNull(problem("wordswithsomenumbersmakeonelongsecret123456"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void words_areRefusedUnlessAllowed(String secret) {
        for (String spelling : List.of(secret, encoded(secret))) {
            assertTrue(problem(spelling).contains("consists mostly of words"), problem(spelling));
            assertTrue(problem(spelling).contains("or allow it if the issuer dictates the secret"));
            assertNull(KeyRequirements.secretProblem(Secret.of(spelling), HS256, true, "allow it"));
        }
    }

    @Test
    void printedSecret_isRefusedUnlessAllowed() {
        assertEquals(12, PublishedSecrets.printed().size());
        for (String printed : PublishedSecrets.printed()) {
            assertNotNull(problem(printed), printed);
            assertNotNull(problem(encoded(printed)), printed);
        }
        for (String secret : List.of(
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
                "base64url:AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
                "base64url:hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
                "a-string-secret-at-least-256-bits-long",
                "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
                "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b")) {
            assertTrue(problem(secret).contains("printed in a standard or a tutorial"), problem(secret));
            assertNull(KeyRequirements.secretProblem(Secret.of(secret), HS256, true, "allow it"));
        }
    }

    @Test
    void bytesInSequence_areRefused() {
        for (int step : new int[] {0, 1, 3, 255}) {
            byte[] bytes = new byte[32];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (128 + i * step);
            }
            assertNotNull(problem("base64url:" + TestToken.encode(bytes)), step + "");
        }
    }

    @Test
    void longerHash_needsALongerSecret() {
        Secret hex = Secret.of(GOOD);
        assertNull(SecretStrength.defect(hex, HS256));
        assertTrue(SecretStrength.defect(hex, Set.of(SigningAlgorithm.HS384)).contains("96 hex digits"));
        assertTrue(SecretStrength.defect(hex, Set.of(SigningAlgorithm.HS512)).contains("128 hex digits"));
        Secret base64 = Secret.of("9jkU9nZ0Yx0H3hTgV7c1q2Lx4mB5tq8dWkPzR6sVbKQ=");
        assertNull(SecretStrength.defect(base64, HS256));
        Set<SigningAlgorithm> both = Set.of(SigningAlgorithm.HS256, SigningAlgorithm.HS512);
        assertTrue(SecretStrength.defect(base64, both).contains("64 bytes"));
        assertEquals("openssl rand -base64 48", SecretStrength.command(both));
    }

    /** The command for HS384 and HS512 must create what they accept. */
    @Test
    void secretOfTheCommand_isAccepted() {
        Random random = new Random(1);
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        Secret secret = Secret.of(Base64.getEncoder().encodeToString(bytes));
        assertNull(KeyRequirements.secretProblem(secret, Set.of(SigningAlgorithm.HS512), false, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64url:", "base64url:A", "base64url:AAAA=", "base64url:AA+A", "base64url:AB"})
    void malformedBase64url_isRefused(String secret) {
        assertNotNull(problem(secret));
    }

    @Test
    void location_doesNotPrintTheSecret() {
        assertFalse(
                new KeyLocation.SharedSecret(Secret.of(GOOD), null).toString().contains(GOOD));
    }
}
