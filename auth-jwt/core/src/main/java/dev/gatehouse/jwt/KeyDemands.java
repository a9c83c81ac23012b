package dev.gatehouse.jwt;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of an issuer's algorithms and of where its keys come from, before a single token is looked at. */
final class KeyDemands {

    private KeyDemands() {}

    /** Returns what is wrong and what to do about it; {@code null} when nothing is. */
    static @Nullable String problem(Set<SigningAlgorithm> algorithms, KeyLocation keys, boolean plainHttp) {
        String mixed = algorithmProblem(algorithms, keys);
        if (mixed != null) {
            return mixed;
        }
        if (keys instanceof KeyLocation.SharedSecret secrets) {
            String problem = secretProblem(secrets, algorithms);
            return problem == null ? null : "the shared secret " + problem;
        }
        return keys.overPlainHttp() && !plainHttp ? plainHttpProblem("plainHttpAllowed()") : null;
    }

    /** A public key that passes for a shared secret is the oldest way to forge tokens: so an issuer has either. */
    static @Nullable String algorithmProblem(Set<SigningAlgorithm> algorithms, KeyLocation keys) {
        int symmetric = 0;
        for (SigningAlgorithm algorithm : algorithms) {
            symmetric += algorithm.symmetric() ? 1 : 0;
        }
        if (symmetric != 0 && symmetric != algorithms.size()) {
            return "algorithms of shared secrets (HS256, HS384, HS512) and of public keys can't be mixed";
        }
        boolean secret = keys instanceof KeyLocation.SharedSecret;
        if (symmetric != 0 && !secret) {
            return "HS256, HS384 and HS512 need a shared secret; published keys can't verify them";
        }
        return symmetric == 0 && secret
                ? "a shared secret needs algorithms among HS256, HS384 and HS512, and no others"
                : null;
    }

    /** Returns what is wrong with either secret. */
    static @Nullable String secretProblem(KeyLocation.SharedSecret secrets, Set<SigningAlgorithm> algorithms) {
        String problem = SecretStrength.defect(secrets.secret(), algorithms);
        return problem == null && secrets.previous() != null
                ? SecretStrength.defect(secrets.previous(), algorithms)
                : problem;
    }

    static String plainHttpProblem(String permission) {
        return "its keys would come over plain http from another host, and whoever controls the network in between "
                + "could forge tokens; use https, or " + permission + " where that network is trusted";
    }
}
