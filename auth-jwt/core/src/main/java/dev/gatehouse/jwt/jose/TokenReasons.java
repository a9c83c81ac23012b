package dev.gatehouse.jwt.jose;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;

/**
 * The reasons that this package gives; their codes are a contract with operators.
 *
 * @since 0.1
 */
@Internal
public final class TokenReasons {

    public static final Reason MALFORMED = Reason.of("token.malformed", "not a signed JWT in strict compact form");
    static final Reason MALFORMED_HEADER = Reason.of("token.malformed", "the header is not what RFC 7515 demands");
    public static final Reason UNEXPECTED = Reason.of("token.malformed", "the verifier failed on it; see the log");
    public static final Reason TOO_LARGE = Reason.of("token.too-large", "longer than 16384 characters");
    public static final Reason ALGORITHM =
            Reason.of("token.algorithm", "its algorithm is not among those of the issuer");
    public static final Reason TYPE = Reason.of("token.type", "its type is not that of an access token");
    static final Reason CRITICAL_HEADER = Reason.of("token.critical-header", "it demands extensions of JWS or JWT");
    public static final Reason ENCRYPTED = Reason.of("token.encrypted", "encrypted tokens are not accepted");
    public static final Reason ISSUER = Reason.of("token.issuer", "iss is missing or no text");
    public static final Reason KEY_UNKNOWN =
            Reason.of("token.key-unknown", "the issuer has no key of this kid and algorithm");
    public static final Reason KEY_AMBIGUOUS =
            Reason.of("token.key-unknown", "no kid, and the issuer has not exactly one key for the algorithm");
    public static final Reason SIGNATURE = Reason.of("token.signature");
    public static final Reason EXPIRED = Reason.of("token.expired");
    public static final Reason NOT_YET_VALID = Reason.of("token.not-yet-valid", "nbf or iat is in the future");
    public static final Reason LIFETIME =
            Reason.of("token.lifetime", "issued for longer than auth.jwt.max-lifetime allows");
    public static final Reason AGE = Reason.of("token.too-old", "issued longer ago than auth.jwt.max-age allows");
    public static final Reason AUDIENCE = Reason.of("token.audience", "not issued for this API");
    public static final Reason BOUND =
            Reason.of("token.bound", "bound to a key (cnf), so it is not good as a bearer token");
    public static final Reason CONFIRMATION =
            Reason.of("token.bound", "its cnf is malformed or demands a proof that is not known here");
    static final Reason NO_TOKEN = Reason.of("token.malformed", "has characters that no bearer token has, or none");
    public static final Reason NAME = claim("the configured name claim");
    public static final Reason INACTIVE = Reason.of("token.inactive", "its issuer says that it is not active");
    public static final Reason OTHER_ISSUER = Reason.of("token.issuer", "the answer about it names another issuer");
    public static final Reason REVOKED = Reason.of("token.revoked");
    public static final Reason REVOCATIONS_UNDECIDED =
            Reason.of("revocations.unavailable", "whether it has been revoked can't be told at present");
    public static final Reason INTROSPECTION_DOWN =
            Reason.of("introspection.unavailable", "the introspection endpoint gave no answer in time");
    public static final Reason INTROSPECTION_OPEN = Reason.of(
            "introspection.unavailable", "the introspection endpoint failed repeatedly and is left alone for a while");
    public static final Reason INTROSPECTION_CLIENT =
            Reason.of("introspection.client", "the introspection endpoint refuses our client credentials");
    public static final Reason INTROSPECTION_ANSWER =
            Reason.of("introspection.answer", "the introspection endpoint's answer is not what RFC 7662 demands");
    public static final Reason INTROSPECTION_SATURATED =
            Reason.of("introspection.saturated", "too many tokens are being introspected already");
    public static final Reason NO_KEYS =
            Reason.of("keys.unavailable", "the issuer's keys have not been fetched, or too long ago");
    public static final Reason KEYS_UNDECIDED =
            Reason.of("keys.undecided", "the kid is unknown and the issuer could not be asked for new keys in time");

    private TokenReasons() {}

    /** A claim that is missing or has another type than it must. The name is one of ours, never one out of the token. */
    public static Reason claim(String name) {
        return Reason.of("token.claims", name + " is missing or has another type, form or value than it must have");
    }
}
