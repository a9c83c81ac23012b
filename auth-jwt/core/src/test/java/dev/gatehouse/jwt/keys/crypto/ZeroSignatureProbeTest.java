package dev.gatehouse.jwt.keys.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.jwt.TestIssuer;
import dev.gatehouse.jwt.TestKey;
import dev.gatehouse.jwt.keys.KeySet;
import dev.gatehouse.jwt.keys.KeySetReader;
import dev.gatehouse.jwt.keys.VerificationKey;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("registers security providers in the JVM")
class ZeroSignatureProbeTest {

    /** A provider of ECDSA with P-256 whose verdict the test decides. */
    private static final class Lying extends Provider {

        private static final long serialVersionUID = 1L;

        Lying(Verdict verdict) {
            super("Lying", "1", "a wrong provider");
            putService(new Service(this, "Signature", "SHA256withECDSA", Wrong.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Wrong(verdict);
                }
            });
        }
    }

    /** The answer to a signature, given the right answer. */
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

    private static KeySet load(Verdict verdict, TestKey... published) {
        Provider lying = new Lying(verdict);
        Security.insertProviderAt(lying, 1);
        try {
            return new KeySetReader().read(TestIssuer.jwks(published), null);
        } finally {
            Security.removeProvider(lying.getName());
        }
    }

    @Test
    void providersOfTheJdk_pass() {
        for (Curve curve : List.of(Curve.P_256, Curve.P_384, Curve.P_521)) {
            KeySet keys = new KeySetReader().read(TestIssuer.jwks(TestKey.elliptic("a", curve)), null);
            assertEquals(1, keys.keys().size(), curve.getName());
            assertEquals(List.of(), keys.skipped());
        }
    }

    /** The provider of CVE-2022-21449: right for everything but zeros. */
    @Test
    void zeroAcceptingProvider_refusesKeysOfCurve() {
        byte[] zeros = HexFormat.of().parseHex("3006020100020100");
        KeySet keys = load(
                (signature, right) -> Arrays.equals(signature, zeros) || right.test(signature),
                TestKey.elliptic("p256", Curve.P_256),
                TestKey.elliptic("p384", Curve.P_384),
                TestKey.rsa("rsa"));
        assertEquals(
                List.of("p384", "rsa"),
                keys.keys().stream().map(VerificationKey::kid).toList());
        assertEquals(1, keys.skipped().size());
        String message = keys.skipped().get(0);
        assertTrue(message.contains("Lying") && message.contains("CVE-2022-21449"), message);
        assertTrue(message.contains("(kid p256)"), message);
    }

    @Test
    void zeroRefusingProvider_isProbedOncePerCurve() {
        AtomicInteger asked = new AtomicInteger();
        KeySet keys = load(
                (signature, right) -> {
                    asked.incrementAndGet();
                    return false;
                },
                TestKey.elliptic("a", Curve.P_256),
                TestKey.elliptic("b", Curve.P_256));
        assertEquals(2, keys.keys().size());
        assertEquals(1, asked.get());
    }
}
