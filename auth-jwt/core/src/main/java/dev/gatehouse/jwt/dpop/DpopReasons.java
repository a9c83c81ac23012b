package dev.gatehouse.jwt.dpop;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;

/**
 * The reasons for refusing a token for lack of a valid proof. Codes that start with {@code dpop.proof} are about the
 * proof, codes that start with {@code token} about the token.
 *
 * @since 0.1
 */
@Internal
public final class DpopReasons {

    /** The prefix of codes for invalid proofs. */
    public static final String PROOF = "dpop.proof";

    public static final Reason OFF = Reason.of("dpop.off", "the request uses the scheme DPoP, which is turned off");
    static final Reason UNBOUND = Reason.of(
            "token.unbound", "the request uses the scheme DPoP, but the token is not bound to a key" + " (cnf.jkt)");
    public static final Reason REQUIRED =
            Reason.of("token.unbound", "the token is not bound to a key or certificate, which is required");
    public static final Reason DOWNGRADED = Reason.of(
            "token.bound",
            "the token is bound to a key (cnf.jkt), but was sent as a bearer token" + " without a proof");
    static final Reason CERTIFICATE_MISSING =
            Reason.of("token.certificate", "the token is bound to a client certificate, but the connection has none");
    static final Reason CERTIFICATE =
            Reason.of("token.certificate", "the token is not bound to the client certificate of the connection");
    static final Reason BINDING = Reason.of("token.key-binding", "the token is not bound to the key of the proof");

    static final Reason MISSING = Reason.of("dpop.proof-missing", "the header DPoP is missing");
    static final Reason REPEATED = Reason.of("dpop.proof-repeated", "there is more than one header DPoP");
    static final Reason MALFORMED =
            Reason.of("dpop.proof-malformed", "the proof is not a signed JWT in" + " strict compact form");
    static final Reason TYPE =
            Reason.of("dpop.proof-type", "typ of the proof is not dpop+jwt, or its header" + " requires an extension");
    static final Reason ALGORITHM = Reason.of("dpop.proof-algorithm", "the algorithm of the proof is not allowed");
    static final Reason KEY = Reason.of(
            "dpop.proof-key",
            "jwk of the proof is missing, private, weak, malformed or unsuitable" + " for the algorithm");
    static final Reason SIGNATURE = Reason.of("dpop.proof-signature");
    static final Reason METHOD = Reason.of("dpop.proof-method", "htm of the proof is not the request method");
    static final Reason URL = Reason.of("dpop.proof-url", "htu of the proof is not the request URL");
    static final Reason TIME = Reason.of("dpop.proof-time", "iat of the proof is too old or in the future");
    static final Reason TOKEN = Reason.of("dpop.proof-token", "ath of the proof is not the hash of the token");
    static final Reason REPLAYED = Reason.of("dpop.proof-replayed", "jti of the proof was used before");
    public static final Reason NONCE = Reason.of("dpop.nonce", "nonce of the proof is missing, unknown or too old");

    static final Reason FULL = Reason.of(
            "dpop.replay-store-full",
            "the replay store is full; unless this is an attack, increase auth.bearer.dpop-replay-size");
    static final Reason FORGOTTEN = Reason.of(
            "dpop.replay-undecided",
            "the clock was set back or auth.bearer.dpop-proof-age was increased, so the proof may have been"
                    + " used before");

    private DpopReasons() {}

    /**
     * Returns the reason for a missing or invalid claim of the proof. The name is a constant, never taken from the
     * proof.
     */
    static Reason claim(String name) {
        return Reason.of("dpop.proof-claims", name + " of the proof is missing or invalid");
    }
}
