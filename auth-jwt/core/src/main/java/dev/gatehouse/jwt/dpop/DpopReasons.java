package dev.gatehouse.jwt.dpop;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;

/**
 * The reasons for which a token without its proof is refused. Codes that begin with {@code dpop.proof} are about the proof, those that begin with {@code token} about the token.
 *
 * @since 0.1
 */
@Internal
public final class DpopReasons {

    /** What the codes of bad proofs begin with. */
    public static final String PROOF = "dpop.proof";

    public static final Reason OFF = Reason.of("dpop.off", "it came with the scheme DPoP, which is switched off here");
    static final Reason UNBOUND =
            Reason.of("token.unbound", "it came with the scheme DPoP and is not bound to a key (cnf.jkt)");
    public static final Reason REQUIRED =
            Reason.of("token.unbound", "tokens must be bound to a key or a certificate here, and it is not");
    public static final Reason DOWNGRADED =
            Reason.of("token.bound", "it is bound to a key (cnf.jkt) and came as a bearer token, without its proof");
    static final Reason CERTIFICATE_MISSING =
            Reason.of("token.certificate", "it is bound to a client certificate, and the connection has none");
    static final Reason CERTIFICATE =
            Reason.of("token.certificate", "it is bound to another client certificate than that of the connection");
    static final Reason BINDING = Reason.of("token.key-binding", "it is bound to another key than the proof's");

    static final Reason MISSING = Reason.of("dpop.proof-missing", "there is no header DPoP");
    static final Reason REPEATED = Reason.of("dpop.proof-repeated", "there is more than one header DPoP");
    static final Reason MALFORMED = Reason.of("dpop.proof-malformed", "the proof is no JWT in strict compact form");
    static final Reason TYPE = Reason.of("dpop.proof-type", "its typ is not dpop+jwt, or it demands extensions");
    static final Reason ALGORITHM = Reason.of("dpop.proof-algorithm", "its algorithm is not among the allowed ones");
    static final Reason KEY =
            Reason.of("dpop.proof-key", "its jwk is missing, private, weak, malformed or not fit for its algorithm");
    static final Reason SIGNATURE = Reason.of("dpop.proof-signature");
    static final Reason METHOD = Reason.of("dpop.proof-method", "its htm is not the method of the request");
    static final Reason URL = Reason.of("dpop.proof-url", "its htu is not the URL of the request");
    static final Reason TIME = Reason.of("dpop.proof-time", "its iat is too old or in the future");
    static final Reason TOKEN = Reason.of("dpop.proof-token", "its ath is not the hash of the token");
    static final Reason REPLAYED = Reason.of("dpop.proof-replayed", "its jti was used before");
    public static final Reason NONCE = Reason.of("dpop.nonce", "its nonce is missing, unknown or too old");

    static final Reason FULL = Reason.of(
            "dpop.replay-store-full",
            "no room to remember the proof; raise the setting dpop-replay-size if this is no attack");
    static final Reason FORGOTTEN = Reason.of(
            "dpop.replay-undecided",
            "the clock was set back or the allowed age raised, so a proof of this time may have been used");

    private DpopReasons() {}

    /** A claim of the proof that is missing or has another type. The name is one of ours, never one out of the proof. */
    static Reason claim(String name) {
        return Reason.of("dpop.proof-claims", name + " is missing or has another type or form than it must have");
    }
}
