package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.crypto.SecretStrength;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.stability.Internal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that an issuer's algorithms, keys and key location fit together.
 *
 * @since 0.1
 */
@Internal
public final class KeyRequirements {

    private KeyRequirements() {}

    /**
     * Returns what is wrong and the remedy; {@code null} if nothing is.
     *
     * @param plainHttp whether keys may come over plain http from another host
     * @param guessableSecret whether a shared secret may be guessable
     */
    public static @Nullable String problem(
            Set<SigningAlgorithm> algorithms, KeyLocation keys, boolean plainHttp, boolean guessableSecret) {
        String mixed = algorithmProblem(algorithms, keys);
        if (mixed != null) {
            return mixed;
        }
        if (keys instanceof KeyLocation.SharedSecret secrets) {
            for (Secret secret : secrets.all()) {
                String problem = secretProblem(secret, algorithms, guessableSecret, "call guessableSecretAllowed()");
                if (problem != null) {
                    return "the shared secret " + problem;
                }
            }
            return null;
        }
        try {
            keys.place();
        } catch (IllegalArgumentException notAUrl) {
            return notAUrl.getMessage() + "; its keys are discovered there";
        }
        return keys.overPlainHttp() && !plainHttp ? plainHttpProblem("call plainHttpAllowed()") : null;
    }

    /** An issuer has public keys or a shared secret, so that a public key is never used as a secret. */
    public static @Nullable String algorithmProblem(Set<SigningAlgorithm> algorithms, KeyLocation keys) {
        int symmetric = 0;
        for (SigningAlgorithm algorithm : algorithms) {
            symmetric += algorithm.symmetric() ? 1 : 0;
        }
        if (symmetric != 0 && symmetric != algorithms.size()) {
            return "algorithms of shared secrets (HS256, HS384, HS512) cannot be mixed with those of public keys";
        }
        boolean secret = keys instanceof KeyLocation.SharedSecret;
        if (symmetric != 0 && !secret) {
            return "HS256, HS384 and HS512 need a shared secret; public keys cannot verify them";
        }
        return symmetric == 0 && secret
                ? "a shared secret needs algorithms among HS256, HS384 and HS512, and no others"
                : null;
    }

    /**
     * Returns what is wrong with a secret and the remedy; {@code null} if nothing is.
     *
     * @param guessable whether the secret may be guessable
     * @param permission what to do to allow that
     */
    public static @Nullable String secretProblem(
            Secret secret, Set<SigningAlgorithm> algorithms, boolean guessable, String permission) {
        String remedy = "; create one with: " + SecretStrength.command(algorithms);
        String defect = SecretStrength.defect(secret, algorithms);
        if (defect != null) {
            return defect + remedy;
        }
        String guess = guessable ? null : SecretStrength.guess(secret);
        return guess == null ? null : guess + remedy + " (or " + permission + " if the issuer dictates the secret)";
    }

    public static String plainHttpProblem(String permission) {
        return "its keys would come over plain http from another host, and an attacker in that network could forge"
                + " tokens; use https, or " + permission + " if the network is trusted";
    }
}
