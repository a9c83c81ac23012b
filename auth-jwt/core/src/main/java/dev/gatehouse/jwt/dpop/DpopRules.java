package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.Set;

/**
 * The rules for DPoP proofs.
 *
 * @param mode how the scheme is handled
 * @param algorithms the accepted signature algorithms; asymmetric only
 * @param age the maximum age of a proof
 * @param skew how far in the future its {@code iat} may be
 * @since 0.1
 */
@Internal
public record DpopRules(DpopMode mode, Set<SigningAlgorithm> algorithms, Duration age, Duration skew) {

    /** Returns the rules of a mechanism that does not support proofs. */
    static DpopRules off() {
        return new DpopRules(DpopMode.OFF, Set.of(), Duration.ZERO, Duration.ZERO);
    }

    /** Returns the value of {@code alg} for an algorithm. */
    public static String nameOf(SigningAlgorithm algorithm) {
        return algorithm.header().getAlgorithm().getName();
    }

    /** Returns the algorithms for challenges, separated by spaces, in the order of declaration. */
    public String algorithmNames() {
        StringBuilder names = new StringBuilder();
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (algorithms.contains(algorithm)) {
                names.append(names.isEmpty() ? "" : " ").append(nameOf(algorithm));
            }
        }
        return names.toString();
    }
}
