package dev.gatehouse.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.gatehouse.spi.Setting;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that can be allowed for an issuer (RFC 7518 section 3.1): asymmetric ones only, so that a public key can never be mistaken for a shared
 * secret.
 */
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256(JWSAlgorithm.RS256, null, 0),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384(JWSAlgorithm.RS384, null, 0),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512(JWSAlgorithm.RS512, null, 0),
    /** RSASSA-PSS with SHA-256. */
    PS256(JWSAlgorithm.PS256, null, 0),
    /** RSASSA-PSS with SHA-384. */
    PS384(JWSAlgorithm.PS384, null, 0),
    /** RSASSA-PSS with SHA-512. */
    PS512(JWSAlgorithm.PS512, null, 0),
    /** ECDSA with P-256 and SHA-256. */
    ES256(JWSAlgorithm.ES256, "P-256", 64),
    /** ECDSA with P-384 and SHA-384. */
    ES384(JWSAlgorithm.ES384, "P-384", 96),
    /** ECDSA with P-521 and SHA-512. */
    ES512(JWSAlgorithm.ES512, "P-521", 132);

    private static final String NAMES = "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512";

    private final JWSHeader header;
    private final @Nullable String curve;
    private final int signatureLength;

    SigningAlgorithm(JWSAlgorithm algorithm, @Nullable String curve, int signatureLength) {
        this.header = new JWSHeader.Builder(algorithm).build();
        this.curve = curve;
        this.signatureLength = signatureLength;
    }

    /** Returns the algorithm of this exact name (RFC 7515 section 4.1.1: names are case-sensitive); {@code null} when there is none. */
    static @Nullable SigningAlgorithm named(String name) {
        for (SigningAlgorithm algorithm : values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        return null;
    }

    /**
     * Declares a setting that lists algorithms, separated by commas.
     *
     * @param key its key
     * @param description a sentence for the documentation
     */
    public static Setting<Set<SigningAlgorithm>> setting(String key, String description) {
        return Setting.of(key, "list of " + NAMES, description, SigningAlgorithm::parse);
    }

    private static Set<SigningAlgorithm> parse(String text) {
        EnumSet<SigningAlgorithm> algorithms = EnumSet.noneOf(SigningAlgorithm.class);
        for (String name : text.split(",", -1)) {
            SigningAlgorithm algorithm = named(name.trim().toUpperCase(Locale.ROOT));
            if (algorithm == null) {
                throw new IllegalArgumentException("expected algorithms among " + NAMES + ", separated by commas");
            }
            algorithms.add(algorithm);
        }
        return Collections.unmodifiableSet(algorithms);
    }

    /** What Nimbus needs to be told of a token's header: the algorithm, which our own policy has approved by then. */
    JWSHeader header() {
        return header;
    }

    /** The name of the curve as a JWK spells it (RFC 7518 section 6.2.1.1); {@code null} for RSA. */
    @Nullable
    String curve() {
        return curve;
    }

    /** The bytes of an ECDSA signature (RFC 7518 section 3.4); 0 for RSA, where they depend on the key. */
    int signatureLength() {
        return signatureLength;
    }

    boolean elliptic() {
        return curve != null;
    }
}
