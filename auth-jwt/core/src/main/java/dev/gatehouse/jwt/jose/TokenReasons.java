package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Elapsed;
import dev.gatehouse.support.Mismatch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for refusing a token. The codes are an interface for operators and do not change.
 *
 * @since 0.1
 */
@Internal
public final class TokenReasons {

    public static final Reason MALFORMED = Reason.of("token.malformed", "not a signed JWT in strict compact form");
    static final Reason MALFORMED_HEADER = Reason.of("token.malformed", "the header does not conform to RFC 7515");
    public static final Reason UNEXPECTED =
            Reason.of("token.malformed", "the verifier failed unexpectedly;" + " see the log");
    public static final Reason TOO_LARGE = Reason.of("token.too-large", "longer than 16384 characters");
    public static final Reason ALGORITHM = Reason.of("token.algorithm", "the algorithm is not allowed for the issuer");
    public static final Reason TYPE = Reason.of("token.type", "it is not an access token of an accepted type");
    public static final Reason ID_TOKEN = Reason.of(
            "token.type",
            "it is an ID token, not an access token; the setting id-tokens of the issuer accepts ID tokens");
    public static final Reason NONCE = Reason.of(
            "token.type",
            "it has a nonce, as ID tokens have; if the issuer's access tokens have one too, the setting"
                    + " access-token-claims of the issuer tells them apart");
    static final Reason CRITICAL_HEADER =
            Reason.of("token.critical-header", "the header requires an" + " extension (crit or b64)");
    public static final Reason ENCRYPTED = Reason.of("token.encrypted", "encrypted tokens are not accepted");
    public static final Reason ISSUER = Reason.of("token.issuer", "iss is missing or not a string");
    public static final Reason PLACE =
            Reason.of("token.place", "tokens of this issuer are not accepted in this part of a request");
    public static final Reason SEVERAL =
            Reason.of("token.several", "the request has several tokens in one place, and none of them decides");
    public static final Reason TENANT_MISMATCH =
            Reason.of("token.tenant", "tid is missing or is not the tenant in iss");
    public static final Reason TENANT = Reason.of("token.tenant", "the tenant is not accepted");
    public static final Reason SIGNER =
            Reason.of("token.signer", "the load balancer that signed the token is not configured");
    public static final Reason SIGNER_ISSUER =
            Reason.of("token.issuer", "the issuer in the token of a load balancer is not the configured one");
    public static final Reason KEY_ISSUER =
            Reason.of("token.key-unknown", "the key with this kid belongs to another issuer or tenant");
    public static final Reason KEY_UNKNOWN =
            Reason.of("token.key-unknown", "the issuer has no key with this kid and algorithm");
    public static final Reason KEY_AMBIGUOUS = Reason.of(
            "token.key-unknown",
            "the token has no kid, and more than four keys of the issuer fit; configure the issuer to send a kid");
    public static final Reason NO_FITTING_KEY =
            Reason.of("token.key-unknown", "the token has no kid, and the issuer has no key for the algorithm");
    public static final Reason THUMBPRINT_UNKNOWN = Reason.of(
            "token.key-unknown",
            "the token has no kid, and no key of the issuer for the algorithm has its x5t or x5t#S256");
    public static final Reason SIGNATURE = Reason.of("token.signature");
    /** The detail says since when. */
    public static final Reason EXPIRED = Reason.of("token.expired");
    /** The detail says which claim and how far. */
    public static final Reason NOT_YET_VALID = Reason.of("token.not-yet-valid");

    public static final Reason LIFETIME =
            Reason.of("token.lifetime", "the time from iat to exp exceeds auth.jwt.max-lifetime");
    public static final Reason AGE = Reason.of("token.too-old", "the age since iat exceeds auth.jwt.max-age");
    public static final Reason AUDIENCE = Reason.of("token.audience", "aud does not contain this API");
    public static final Reason NO_AUDIENCE = Reason.of(
            "token.audience",
            "aud is missing or malformed; if the issuer puts the audience into another claim, the setting"
                    + " audience-claims of the issuer names it");
    public static final Reason OWNER =
            Reason.of("token.owner", "the owner of the token is not in the setting owner of the issuer");
    public static final Reason NO_OWNER = Reason.of(
            "token.owner",
            "the holder of such a token chose its audience; the setting owner of the issuer must say whose tokens"
                    + " are accepted");
    public static final Reason BOUND =
            Reason.of("token.bound", "the token is bound to a key (cnf), so it cannot be used as a bearer token");
    public static final Reason CONFIRMATION =
            Reason.of("token.bound", "cnf is malformed or requires a proof that is not supported");
    static final Reason NO_TOKEN =
            Reason.of("token.malformed", "empty, or contains characters that are not" + " allowed in a bearer token");
    public static final Reason NAME = claim("the configured name claim");
    public static final Reason INACTIVE =
            Reason.of("token.inactive", "the issuer reports that the token is" + " not active");
    public static final Reason OTHER_ISSUER =
            Reason.of("token.issuer", "the introspection response names" + " another issuer");
    /** The code of the host for a credential that no mechanism claims. */
    public static final Reason FOREIGN = Reason.of("credential.unclaimed");

    public static final Reason REVOKED = Reason.of("token.revoked");
    public static final Reason REVOCATIONS_UNDECIDED =
            Reason.of("revocations.unavailable", "the list of revoked tokens is unavailable");
    public static final Reason INTROSPECTION_DOWN =
            Reason.of("introspection.unavailable", "the introspection endpoint did not respond in time");
    public static final Reason INTROSPECTION_OPEN = Reason.of(
            "introspection.unavailable",
            "the introspection endpoint failed repeatedly; calls are suspended" + " for a while");
    public static final Reason INTROSPECTION_CLIENT =
            Reason.of("introspection.client", "the introspection endpoint refuses the client credentials");
    public static final Reason INTROSPECTION_ANSWER = Reason.of(
            "introspection.answer", "the response of the introspection endpoint does not conform to" + " RFC 7662");
    public static final Reason INTROSPECTION_SATURATED =
            Reason.of("introspection.saturated", "too many introspection calls are in progress");
    /** The detail says whether keys have not been fetched yet or are too old. */
    public static final Reason NO_KEYS = Reason.of("keys.unavailable");

    public static final Reason NO_USABLE_KEY =
            Reason.of("keys.unavailable", "the issuer publishes no key that can be used; see the log");
    public static final Reason KEYS_UNDECIDED =
            Reason.of("keys.undecided", "the key is unknown, and new keys could not be fetched in time");
    public static final Reason KEYS_CUT = Reason.of(
            "keys.undecided", "the key is unknown, and the issuer publishes more keys than are read; see the log");

    private TokenReasons() {}

    /**
     * Returns a reason with the code of another one, whose detail says what came and what was expected.
     *
     * @param name the name of the member
     * @param came its value; {@code null} if it is absent
     * @param expected the accepted values
     */
    public static Reason mismatch(Reason reason, String name, @Nullable Object came, Collection<String> expected) {
        return reason.withDetail(Mismatch.of(name, came, expected));
    }

    /**
     * Returns the reason for an expired token, such as {@code exp 2026-01-01T00:00:00Z, 1 h ago}. The claim may be
     * unverified: it is shown as an instant and as nothing else.
     *
     * @param expiry {@code exp} in milliseconds
     * @param now the time in milliseconds
     */
    public static Reason expired(long expiry, long now) {
        return EXPIRED.withDetail(
                "exp " + instant(expiry) + ", " + Elapsed.of(Duration.ofMillis(now - expiry)) + " ago");
    }

    /**
     * Returns the reason for a token of the future, such as {@code nbf 2026-01-01T00:00:00Z, 5 min in the future}.
     *
     * @param claim {@code nbf} or {@code iat}
     * @param from its value in milliseconds
     * @param now the time in milliseconds
     */
    public static Reason notYetValid(String claim, long from, long now) {
        return NOT_YET_VALID.withDetail(
                claim + " " + instant(from) + ", " + Elapsed.of(Duration.ofMillis(from - now)) + " in the future");
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns the name of an algorithm as {@code alg} spells it. */
    public static String nameOf(SigningAlgorithm algorithm) {
        return algorithm.joseName();
    }

    /**
     * Returns the reason for a missing or invalid claim. The name must come from the configuration, never from the
     * token.
     */
    public static Reason claim(String name) {
        return Reason.of("token.claims", name + " is missing or invalid");
    }

    /** Returns the reason for a missing subject. The names must come from the configuration. */
    public static Reason noSubject(String claims) {
        return Reason.of(
                "token.claims",
                claims + " is missing; if the issuer identifies callers by another claim, the setting"
                        + " subject-claim of the issuer names it");
    }

    /** Returns the reason for an invalid subject. The name must come from the configuration. */
    public static Reason invalidSubject(String claim) {
        return Reason.of(
                "token.claims",
                claim + " is invalid: expected a string of 1 to 1024 visible characters, or an integer");
    }
}
