package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated("puts providers into the JVM")
class ProviderSelfTestTest {

    /** A provider of ECDSA with P-256 that asks the JDK's, and then says what it likes. */
    private static final class Lying extends Provider {

        private static final long serialVersionUID = 1L;

        Lying(Verdict verdict) {
            super("Lying", "1", "a provider that is wrong");
            putService(new Service(this, "Signature", "SHA256withECDSA", Wrong.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Wrong(verdict);
                }
            });
        }
    }

    /** What to say to a signature, given what is right. */
    @FunctionalInterface
    private interface Verdict {
        boolean on(byte[] signature, Predicate<byte[]> right);
    }

    private static final class Wrong extends SignatureSpi {

        private final Verdict verdict;
        private final Signature right;

        Wrong(Verdict verdict) {
            this.verdict = verdict;
            try {
                this.right = Signature.getInstance("SHA256withECDSA", "SunEC");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            right.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            throw new InvalidKeyException("only verifies");
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            right.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            right.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            throw new SignatureException("only verifies");
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return verdict.on(signature, asked -> {
                try {
                    return right.verify(asked);
                } catch (SignatureException refused) {
                    return false;
                }
            });
        }

        @Override
        @SuppressWarnings("deprecation")
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("deprecation")
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private static String refusal(Verdict verdict) {
        Provider lying = new Lying(verdict);
        Security.insertProviderAt(lying, 1);
        try {
            return assertThrows(IllegalStateException.class, () -> ProviderSelfTest.run(Set.of(SigningAlgorithm.ES256)))
                    .getMessage();
        } finally {
            Security.removeProvider(lying.getName());
        }
    }

    @ParameterizedTest
    @EnumSource
    void providersOfTheJdk_pass(SigningAlgorithm algorithm) {
        assertDoesNotThrow(() -> ProviderSelfTest.run(Set.of(algorithm)));
    }

    @Test
    void allTogether_pass() {
        assertDoesNotThrow(() -> ProviderSelfTest.run(EnumSet.allOf(SigningAlgorithm.class)));
    }

    @Test
    void providerThatRefusesEverything_isNamed() {
        String message = refusal((signature, right) -> false);
        assertTrue(message.contains("Lying") && message.contains("ES256"), message);
        assertTrue(message.contains("refused a right signature"), message);
    }

    @Test
    void providerThatAcceptsEverything_isNamed() {
        String message = refusal((signature, right) -> true);
        assertTrue(message.contains("Lying") && message.contains("accepted a wrong signature"), message);
    }

    /** The provider of CVE-2022-21449: right in everything but zeros. */
    @Test
    void providerThatAcceptsZeros_isNamed() {
        byte[] zeros = HexFormat.of().parseHex("3006020100020100");
        String message =
                refusal((signature, right) -> java.util.Arrays.equals(signature, zeros) || right.test(signature));
        assertTrue(message.contains("Lying") && message.contains("CVE-2022-21449"), message);
    }

    @Test
    void providerThatIgnoresTheAlgorithmsNotConfigured_isOfNoConcern() {
        Provider lying = new Lying((signature, right) -> true);
        Security.insertProviderAt(lying, 1);
        try {
            assertDoesNotThrow(() -> ProviderSelfTest.run(Set.of(SigningAlgorithm.RS256, SigningAlgorithm.EDDSA)));
        } finally {
            Security.removeProvider(lying.getName());
        }
    }
}
