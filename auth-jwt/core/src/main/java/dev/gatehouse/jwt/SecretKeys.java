package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shared secret of an issuer, and the one before it while tokens of both are about. What a token calls its key does not matter: the secrets have no names, and at most
 * two are tried. Thread-safe.
 */
final class SecretKeys implements IssuerKeys {

    private final List<VerificationKey> keys;

    private SecretKeys(List<VerificationKey> keys) {
        this.keys = keys;
    }

    /** Returns the keys; the policy has made sure that they are strong enough. */
    static SecretKeys of(KeyLocation.SharedSecret secrets, Set<SigningAlgorithm> algorithms) {
        List<VerificationKey> keys = new ArrayList<>();
        keys.add(key(secrets.secret(), algorithms));
        if (secrets.previous() != null) {
            keys.add(key(secrets.previous(), algorithms));
        }
        return new SecretKeys(List.copyOf(keys));
    }

    private static VerificationKey key(Secret secret, Set<SigningAlgorithm> algorithms) {
        return VerificationKey.secret(SecretStrength.bytes(secret), algorithms);
    }

    @Override
    public KeyLookup find(@Nullable String kid, SigningAlgorithm algorithm) {
        return keys.get(0).fits(algorithm) ? new KeyLookup.Found(keys) : new KeyLookup.Unknown(Reasons.KEY_UNKNOWN);
    }

    @Override
    public boolean holds(VerificationKey key) {
        return keys.contains(key);
    }

    @Override
    public Health health() {
        return Health.up();
    }

    @Override
    public void start() {
        // They are in the configuration: there is nothing to keep current.
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
