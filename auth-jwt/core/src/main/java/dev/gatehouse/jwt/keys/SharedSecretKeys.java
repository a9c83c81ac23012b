package dev.gatehouse.jwt.keys;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.keys.crypto.SecretStrength;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shared secret of an issuer, and the previous one while tokens of both are valid. The kid of a token is ignored:
 * secrets have no kid, and there are at most two to verify with. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class SharedSecretKeys implements VerificationKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSecretKeys.class);

    private final List<VerificationKey> keys;

    private SharedSecretKeys(List<VerificationKey> keys) {
        this.keys = keys;
    }

    /**
     * Returns the keys. The policy has refused weak secrets, except guessable ones that its configuration allows.
     *
     * @param secrets the secrets of the policy
     */
    public static SharedSecretKeys of(
            String issuer, Set<SigningAlgorithm> algorithms, KeyLocation.SharedSecret secrets) {
        List<VerificationKey> keys = new ArrayList<>();
        for (Secret secret : secrets.all()) {
            String guess = SecretStrength.guess(secret);
            if (guess != null) {
                LOG.warn(
                        "issuer {}: the shared secret {}; anyone who guesses it can forge tokens, so ask the issuer for"
                                + " a random one",
                        issuer,
                        guess);
            }
            keys.add(VerificationKey.secret(SecretStrength.bytes(secret), algorithms));
        }
        return new SharedSecretKeys(List.copyOf(keys));
    }

    @Override
    public KeyLookup find(KeyQuery query) {
        return keys.get(0).fits(query.algorithm())
                ? new KeyLookup.Found(keys, true)
                : new KeyLookup.Unknown(TokenReasons.KEY_UNKNOWN);
    }

    @Override
    public KeyLookup findNewer(KeyQuery query, List<VerificationKey> tried) {
        return new KeyLookup.Unknown(TokenReasons.SIGNATURE);
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
        // The secrets are in the configuration, so there is nothing to refresh.
    }

    @Override
    public void close() {
        // There is nothing to stop.
    }
}
