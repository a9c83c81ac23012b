package dev.gatehouse.jwt.keys;

import com.nimbusds.jose.JOSEException;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.crypto.EcdsaVerifier;
import dev.gatehouse.jwt.keys.crypto.Ed25519Verifier;
import dev.gatehouse.jwt.keys.crypto.HmacVerifier;
import dev.gatehouse.jwt.keys.crypto.RsaVerifier;
import dev.gatehouse.jwt.keys.crypto.SignatureVerifier;
import dev.gatehouse.spi.stability.Internal;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One key of an issuer and the algorithms it may be used with. Two keys are equal only if they are the same object: a
 * token verified with a key is remembered only while that object is in the issuer's current set. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class VerificationKey {

    private final @Nullable String kid;
    private final Key key;
    private final Set<SigningAlgorithm> algorithms;
    private final SignatureVerifier check;
    private final @Nullable String issuer;

    private VerificationKey(@Nullable String kid, Key key, Set<SigningAlgorithm> algorithms, SignatureVerifier check) {
        this(kid, key, algorithms, check, null);
    }

    private VerificationKey(
            @Nullable String kid,
            Key key,
            Set<SigningAlgorithm> algorithms,
            SignatureVerifier check,
            @Nullable String issuer) {
        this.issuer = issuer;
        this.kid = kid;
        this.key = key;
        this.algorithms = algorithms;
        this.check = check;
    }

    /** @param only the algorithm of the JWK; {@code null} if it has none */
    static VerificationKey rsa(@Nullable String kid, RSAPublicKey key, @Nullable SigningAlgorithm only) {
        return new VerificationKey(kid, key, fitting(SigningAlgorithm.Family.RSA, only), new RsaVerifier(key));
    }

    /** @param algorithm the algorithm of the key's curve */
    static VerificationKey elliptic(@Nullable String kid, ECPublicKey key, SigningAlgorithm algorithm)
            throws JOSEException {
        return new VerificationKey(kid, key, EnumSet.of(algorithm), new EcdsaVerifier(key));
    }

    /** @param only the algorithm of the JWK; {@code null} if it has none */
    static VerificationKey edwards(@Nullable String kid, PublicKey key, @Nullable SigningAlgorithm only) {
        return new VerificationKey(kid, key, fitting(SigningAlgorithm.Family.EDWARDS, only), new Ed25519Verifier(key));
    }

    /** Returns a shared secret for the algorithms that are allowed for the issuer. */
    static VerificationKey secret(byte[] secret, Set<SigningAlgorithm> algorithms) {
        SecretKey key = new SecretKeySpec(secret, "HMAC");
        return new VerificationKey(null, key, EnumSet.copyOf(algorithms), new HmacVerifier(key));
    }

    private static Set<SigningAlgorithm> fitting(SigningAlgorithm.Family family, @Nullable SigningAlgorithm only) {
        EnumSet<SigningAlgorithm> algorithms = EnumSet.noneOf(SigningAlgorithm.class);
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            if (algorithm.family() == family && (only == null || only == algorithm)) {
                algorithms.add(algorithm);
            }
        }
        return algorithms;
    }

    /** Returns the same key of the issuer that its JWK names. */
    VerificationKey of(@Nullable String named) {
        return named == null ? this : new VerificationKey(kid, key, algorithms, check, named);
    }

    /** Returns the issuer that the JWK names, which may be a template; {@code null} if it names none. */
    public @Nullable String issuer() {
        return issuer;
    }

    @Nullable
    public String kid() {
        return kid;
    }

    /** The key itself. */
    public Key key() {
        return key;
    }

    public boolean fits(SigningAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Returns what is equal for two spellings of one entry of a key set, so that the older object can stay in use. */
    Identity identity() {
        return new Identity(kid, issuer, algorithms, key);
    }

    /** An entry of a key set. Keys are equal if their numbers are. */
    record Identity(@Nullable String kid, @Nullable String issuer, Set<SigningAlgorithm> algorithms, Key key) {}

    /** Whether the signature over the input was made with this key and this algorithm. */
    public boolean verifies(SigningAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        if (!fits(algorithm) || !check.plausible(algorithm, signature)) {
            return false;
        }
        try {
            return check.verifies(algorithm, signingInput, signature);
        } catch (JOSEException | GeneralSecurityException notVerifiable) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "VerificationKey[" + algorithms + "]";
    }
}
