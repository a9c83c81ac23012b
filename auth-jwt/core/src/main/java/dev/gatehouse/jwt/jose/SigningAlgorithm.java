package dev.gatehouse.jwt.jose;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.stability.Stable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that can be allowed for an issuer (RFC 7518 section 3.1, RFC 8037, RFC 9864). Algorithms of
 * shared secrets cannot be combined with those of public keys, so that a public key is never used as a secret.
 *
 * @since 0.1
 */
@Stable
public enum SigningAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256(JWSAlgorithm.RS256, Family.RSA, null, 0),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RS384(JWSAlgorithm.RS384, Family.RSA, null, 0),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RS512(JWSAlgorithm.RS512, Family.RSA, null, 0),
    /** RSASSA-PSS with SHA-256. */
    PS256(JWSAlgorithm.PS256, Family.RSA, null, 0),
    /** RSASSA-PSS with SHA-384. */
    PS384(JWSAlgorithm.PS384, Family.RSA, null, 0),
    /** RSASSA-PSS with SHA-512. */
    PS512(JWSAlgorithm.PS512, Family.RSA, null, 0),
    /** ECDSA with P-256 and SHA-256. */
    ES256(JWSAlgorithm.ES256, Family.ELLIPTIC, "P-256", 64),
    /** ECDSA with P-384 and SHA-384. */
    ES384(JWSAlgorithm.ES384, Family.ELLIPTIC, "P-384", 96),
    /** ECDSA with P-521 and SHA-512. */
    ES512(JWSAlgorithm.ES512, Family.ELLIPTIC, "P-521", 132),
    /** Ed25519 under the name of RFC 8037, {@code EdDSA}. Ed448 is not supported. */
    EDDSA(JWSAlgorithm.EdDSA, Family.EDWARDS, "Ed25519", 64),
    /** Ed25519 under the name of RFC 9864, {@code Ed25519}. */
    ED25519(JWSAlgorithm.Ed25519, Family.EDWARDS, "Ed25519", 64),
    /** HMAC with SHA-256 and a shared secret. */
    HS256(JWSAlgorithm.HS256, Family.SECRET, null, 32),
    /** HMAC with SHA-384 and a shared secret. */
    HS384(JWSAlgorithm.HS384, Family.SECRET, null, 48),
    /** HMAC with SHA-512 and a shared secret. */
    HS512(JWSAlgorithm.HS512, Family.SECRET, null, 64);

    /** The type of an algorithm's keys. */
    public enum Family {
        RSA,
        ELLIPTIC,
        EDWARDS,
        SECRET
    }

    private static final String PUBLIC =
            "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519";
    private static final String ALL = PUBLIC + ", HS256, HS384, HS512";

    private final JWSHeader header;
    private final String joseName;
    private final Family family;
    private final @Nullable String curve;
    private final int signatureLength;

    SigningAlgorithm(JWSAlgorithm algorithm, Family family, @Nullable String curve, int signatureLength) {
        this.header = new JWSHeader.Builder(algorithm).build();
        this.joseName = algorithm.getName();
        this.family = family;
        this.curve = curve;
        this.signatureLength = signatureLength;
    }

    /**
     * Returns the algorithm of this name; {@code null} if there is none. Names are case-sensitive (RFC 7515 section
     * 4.1.1).
     */
    public static @Nullable SigningAlgorithm named(String name) {
        for (SigningAlgorithm algorithm : values()) {
            if (algorithm.joseName.equals(name)) {
                return algorithm;
            }
        }
        return null;
    }

    /**
     * Declares a setting for a comma-separated list of algorithms of public keys.
     *
     * @param key its key
     * @param description a sentence for the documentation
     */
    public static Setting<Set<SigningAlgorithm>> setting(String key, String description) {
        return Setting.of(key, "list of " + PUBLIC, description, text -> parse(text, PUBLIC));
    }

    /** Declares a setting for a list of algorithms, including those of shared secrets. */
    public static Setting<Set<SigningAlgorithm>> anySetting(String key, String description) {
        return Setting.of(key, "list of " + ALL, description, text -> parse(text, ALL));
    }

    /** Returns the algorithms of public keys. */
    public static Set<SigningAlgorithm> ofPublicKeys() {
        EnumSet<SigningAlgorithm> algorithms = EnumSet.allOf(SigningAlgorithm.class);
        algorithms.removeIf(SigningAlgorithm::symmetric);
        return algorithms;
    }

    private static Set<SigningAlgorithm> parse(String text, String names) {
        EnumSet<SigningAlgorithm> algorithms = EnumSet.noneOf(SigningAlgorithm.class);
        for (String name : SettingList.parts(text)) {
            SigningAlgorithm algorithm = spelled(name);
            if (algorithm == null || !names.contains(algorithm.joseName)) {
                throw new IllegalArgumentException("expected a comma-separated list of " + names);
            }
            algorithms.add(algorithm);
        }
        return Collections.unmodifiableSet(algorithms);
    }

    private static @Nullable SigningAlgorithm spelled(String name) {
        for (SigningAlgorithm algorithm : values()) {
            if (algorithm.joseName.equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        return null;
    }

    /** The header that Nimbus requires. Its only content is the algorithm, which the policy has allowed before. */
    public JWSHeader header() {
        return header;
    }

    /** The value of {@code alg}. */
    String joseName() {
        return joseName;
    }

    public Family family() {
        return family;
    }

    /**
     * The value of {@code crv} (RFC 7518 section 6.2.1.1, RFC 8037 section 2); {@code null} for RSA and shared secrets.
     */
    @Nullable
    public String curve() {
        return curve;
    }

    /**
     * The length of a signature in bytes (RFC 7518 sections 3.2 and 3.4, RFC 8032 section 5.1.6); 0 for RSA, where it
     * depends on the key.
     */
    public int signatureLength() {
        return signatureLength;
    }

    /** Whether the key is a shared secret, which can also sign. */
    public boolean symmetric() {
        return family == Family.SECRET;
    }
}
