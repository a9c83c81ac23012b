package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.Set;

/**
 * What is demanded of DPoP proofs.
 *
 * @param mode what the scheme is worth
 * @param algorithms what proofs may be signed with; asymmetric ones only
 * @param age how old a proof may be
 * @param skew how far in the future it may have been made
 * @since 0.1
 */
@Internal
public record DpopRules(DpopMode mode, Set<SigningAlgorithm> algorithms, Duration age, Duration skew) {

    /** Returns the rules of a mechanism that understands no proof. */
    static DpopRules off() {
        return new DpopRules(DpopMode.OFF, Set.of(), Duration.ZERO, Duration.ZERO);
    }

    /** Returns the name of an algorithm as {@code alg} spells it. */
    public static String nameOf(SigningAlgorithm algorithm) {
        return algorithm.header().getAlgorithm().getName();
    }

    /** Returns the algorithms as metadata and challenges name them: separated by blanks, in the order of their declaration. */
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
