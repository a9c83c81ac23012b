package dev.gatehouse.jwt.dpop;

import dev.gatehouse.jwt.jose.Confirmation;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the sender of a verified token may use it. A token that is bound to a key needs a DPoP proof (RFC
 * 9449). A token that is bound to a client certificate needs that certificate on its connection (RFC 8705 section 3). A
 * token that is bound to both needs both. There is no fallback to a bearer token. Created by
 * {@link DpopSettings#start}. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class ProofOfPossession {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final DpopRules rules;
    private final Clock clock;
    private final @Nullable ReplayStore replays;
    private final @Nullable DpopNonces nonces;
    private final @Nullable DpopVerifier proofs;

    /** An access token at the end of a header value. */
    public interface AccessToken {

        /** Returns the header value that ends with the token. */
        String header();

        /** Returns the position of the token. */
        int from();
    }

    ProofOfPossession(DpopRules rules, Clock clock, @Nullable ReplayStore replays, @Nullable DpopNonces nonces) {
        this.rules = rules;
        this.clock = clock;
        this.replays = replays;
        this.nonces = nonces;
        this.proofs = replays == null ? null : new DpopVerifier(rules, replays, nonces);
    }

    /** Returns a check for client certificates only. Tokens that are bound to a key are refused. */
    public static ProofOfPossession withoutDpop() {
        return new ProofOfPossession(DpopRules.off(), Clock.systemUTC(), null, null);
    }

    public DpopRules rules() {
        return rules;
    }

    /** Decides about a token that requires no proof. */
    public AuthenticationResult unbound(@Nullable PresentedProof presented, Caller caller) {
        if (isDpop(presented)) {
            return AuthenticationResult.rejected(rules.mode() == DpopMode.OFF ? DpopReasons.OFF : DpopReasons.UNBOUND);
        }
        return rules.mode() == DpopMode.REQUIRED
                ? AuthenticationResult.rejected(DpopReasons.REQUIRED)
                : AuthenticationResult.authenticated(caller);
    }

    /** Decides about a token that requires a proof. */
    public AuthenticationResult bound(
            @Nullable PresentedProof presented, AccessToken token, Caller caller, Confirmation confirmation) {
        String x5tS256 = confirmation.x5tS256();
        if (x5tS256 != null) {
            Reason refusal = certificateRefusal(x5tS256, presented == null ? null : presented.certificate());
            if (refusal != null) {
                return AuthenticationResult.rejected(refusal);
            }
        }
        String jkt = confirmation.jkt();
        if (jkt == null) {
            return isDpop(presented)
                    ? AuthenticationResult.rejected(
                            rules.mode() == DpopMode.OFF ? DpopReasons.OFF : DpopReasons.UNBOUND)
                    : AuthenticationResult.authenticated(caller);
        }
        if (proofs == null) {
            return AuthenticationResult.rejected(isDpop(presented) ? DpopReasons.OFF : TokenReasons.BOUND);
        }
        return presented == null || !presented.dpop()
                ? AuthenticationResult.rejected(DpopReasons.DOWNGRADED)
                : proven(proofs, presented, token, caller, jkt);
    }

    private AuthenticationResult proven(
            DpopVerifier verifier, PresentedProof presented, AccessToken token, Caller caller, String jkt) {
        long now = clock.millis();
        DpopVerifier.Outcome outcome = verifier.verify(presented, token.header(), token.from(), jkt, now);
        if (outcome instanceof DpopVerifier.Refused refused) {
            boolean nonce = refused.reason().equals(DpopReasons.NONCE);
            return new Rejected(refused.reason(), nonce ? newNonce(now) : ResponseAdditions.none());
        }
        if (outcome instanceof DpopVerifier.Undecided undecided) {
            return AuthenticationResult.unavailable(undecided.reason(), RETRY);
        }
        boolean ageing = ((DpopVerifier.Proven) outcome).ageing();
        return ageing ? new Authenticated(caller, newNonce(now)) : AuthenticationResult.authenticated(caller);
    }

    private ResponseAdditions newNonce(long now) {
        return nonces == null
                ? ResponseAdditions.none()
                : ResponseAdditions.none().with("DPoP-Nonce", nonces.current(now));
    }

    private static @Nullable Reason certificateRefusal(String x5tS256, @Nullable X509Certificate certificate) {
        if (certificate == null) {
            return DpopReasons.CERTIFICATE_MISSING;
        }
        byte[] presented = thumbprint(certificate).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(presented, x5tS256.getBytes(StandardCharsets.US_ASCII))
                ? null
                : DpopReasons.CERTIFICATE;
    }

    private static boolean isDpop(@Nullable PresentedProof presented) {
        return presented != null && presented.dpop();
    }

    /** Returns the thumbprint of RFC 8705 section 3.1. */
    private static String thumbprint(X509Certificate certificate) {
        try {
            return Sha256.base64Url(certificate.getEncoded());
        } catch (CertificateEncodingException notEncodable) {
            return "";
        }
    }

    /** Returns the given health, or {@code DEGRADED} if the given one is UP and the replay store is full. */
    public Health health(Health health) {
        if (health.state() != Health.State.UP || replays == null || !replays.full()) {
            return health;
        }
        String full = "the replay store for DPoP proofs is full; new proofs are refused";
        return new Health(Health.State.DEGRADED, health.detail().isEmpty() ? full : health.detail() + "; " + full);
    }
}
