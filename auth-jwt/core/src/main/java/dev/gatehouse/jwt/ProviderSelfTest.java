package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Set;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Asks the security providers of this JVM what the right answers are known to, before any token is judged: a provider that accepts wrong signatures, as some did
 * (CVE-2022-21449), refuses the start. Only the algorithms that are configured are asked for.
 */
final class ProviderSelfTest {

    private ProviderSelfTest() {}

    /** @throws IllegalStateException naming the provider if one is wrong or there is none */
    static void run(Set<SigningAlgorithm> algorithms) {
        for (SigningAlgorithm algorithm : algorithms) {
            if (algorithm == SigningAlgorithm.ED25519 && algorithms.contains(SigningAlgorithm.EDDSA)) {
                continue;
            }
            try {
                examine(algorithm, KnownAnswer.of(algorithm));
            } catch (GeneralSecurityException | JOSEException unavailable) {
                throw new IllegalStateException(
                        "this JVM has no security provider that can verify " + algorithm.joseName(), unavailable);
            }
        }
    }

    private static void examine(SigningAlgorithm algorithm, KnownAnswer known) {
        byte[] input = KnownAnswer.input();
        if (!accepts(algorithm, known.check(), input, known.right())) {
            throw failure(algorithm, known.key(), "refused a right signature");
        }
        for (byte[] wrong : known.wrong()) {
            demandRefusal(algorithm, known, input, wrong);
        }
        input[0] ^= 1;
        demandRefusal(algorithm, known, input, known.right());
        if (known.key() instanceof ECPublicKey key) {
            examineHostile(algorithm, key);
            return;
        }
        byte[] altered = known.right().clone();
        altered[altered.length - 1] ^= 1;
        demandRefusal(algorithm, known, KnownAnswer.input(), altered);
    }

    private static void demandRefusal(SigningAlgorithm algorithm, KnownAnswer known, byte[] input, byte[] signature) {
        if (accepts(algorithm, known.check(), input, signature)) {
            throw failure(algorithm, known.key(), "accepted a wrong signature");
        }
    }

    private static boolean accepts(SigningAlgorithm algorithm, SignatureCheck check, byte[] input, byte[] signature) {
        try {
            return check.verifies(algorithm, input, signature);
        } catch (GeneralSecurityException | JOSEException | RuntimeException refused) {
            return false;
        }
    }

    /** Values that have been good for every message: neither ours nor Nimbus' checks stand before the provider here. */
    private static void examineHostile(SigningAlgorithm algorithm, ECPublicKey key) {
        BigInteger order = key.getParams().getOrder();
        BigInteger[][] hostile = {
            {BigInteger.ZERO, BigInteger.ZERO},
            {BigInteger.ZERO, BigInteger.ONE},
            {BigInteger.ONE, BigInteger.ZERO},
            {order, order},
            {order, BigInteger.ONE}
        };
        for (BigInteger[] values : hostile) {
            boolean accepted;
            try {
                Signature signature = Signature.getInstance(jcaName(algorithm));
                signature.initVerify(key);
                signature.update(KnownAnswer.input());
                accepted = signature.verify(der(values[0], values[1]));
            } catch (GeneralSecurityException | RuntimeException refused) {
                accepted = false;
            }
            if (accepted) {
                throw failure(algorithm, key, "accepted a signature that is none (CVE-2022-21449)");
            }
        }
    }

    /** The form of RFC 3279 section 2.2.3. */
    private static byte[] der(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        int length = first.length + second.length + 4;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x30);
        if (length > 127) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] number : new byte[][] {first, second}) {
            out.write(2);
            out.write(number.length);
            out.writeBytes(number);
        }
        return out.toByteArray();
    }

    private static IllegalStateException failure(SigningAlgorithm algorithm, @Nullable PublicKey key, String what) {
        return new IllegalStateException("the security provider " + provider(algorithm, key) + " " + what + " of "
                + algorithm.joseName() + "; tokens can't be verified with it");
    }

    private static String provider(SigningAlgorithm algorithm, @Nullable PublicKey key) {
        try {
            if (key == null) {
                return Mac.getInstance(jcaName(algorithm)).getProvider().getName();
            }
            Signature signature = Signature.getInstance(jcaName(algorithm));
            signature.initVerify(key);
            return signature.getProvider().getName();
        } catch (GeneralSecurityException unknown) {
            return "of this JVM";
        }
    }

    private static String jcaName(SigningAlgorithm algorithm) {
        String bits = algorithm.name().substring(2);
        return switch (algorithm.family()) {
            case RSA -> algorithm.name().startsWith("P") ? "RSASSA-PSS" : "SHA" + bits + "withRSA";
            case ELLIPTIC -> "SHA" + bits + "withECDSA";
            case EDWARDS -> "Ed25519";
            case SECRET -> "HmacSHA" + bits;
        };
    }
}
