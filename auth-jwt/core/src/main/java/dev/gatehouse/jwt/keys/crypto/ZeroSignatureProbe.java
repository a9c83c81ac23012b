package dev.gatehouse.jwt.keys.crypto;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the JVM's ECDSA provider refuses a signature whose two values are zero. Providers with CVE-2022-21449
 * accept it for every message and every key. The probe verifies with the key that is being loaded, once per curve:
 * nothing is generated or signed. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class ZeroSignatureProbe {

    /** The DER form (RFC 3279 section 2.2.3) of r = 0 and s = 0. It is the same for every curve. */
    private static final String ZERO_SIGNATURE = "3006020100020100";

    private final Set<SigningAlgorithm> passed = ConcurrentHashMap.newKeySet();

    /**
     * Returns the defect of the provider.
     *
     * @param algorithm the algorithm of the key's curve
     * @return {@code null} if the provider refuses the zero signature
     */
    @Nullable
    public String defect(SigningAlgorithm algorithm, ECPublicKey key) {
        if (passed.contains(algorithm)) {
            return null;
        }
        String provider = providerThatAccepts(algorithm, key);
        if (provider != null) {
            return "an EC key that cannot be used, because the security provider " + provider
                    + " accepts an ECDSA signature of zeros (CVE-2022-21449); update the JDK or remove that provider";
        }
        passed.add(algorithm);
        return null;
    }

    private static @Nullable String providerThatAccepts(SigningAlgorithm algorithm, ECPublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA" + algorithm.name().substring(2) + "withECDSA");
            signature.initVerify(key);
            return signature.verify(HexFormat.of().parseHex(ZERO_SIGNATURE))
                    ? signature.getProvider().getName()
                    : null;
        } catch (GeneralSecurityException | RuntimeException refused) {
            return null;
        }
    }
}
