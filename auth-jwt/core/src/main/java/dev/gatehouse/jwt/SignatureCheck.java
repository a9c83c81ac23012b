package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.JoseHeader;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.keys.KeyLookup;
import dev.gatehouse.jwt.keys.KeyQuery;
import dev.gatehouse.jwt.keys.RequestSource;
import dev.gatehouse.jwt.keys.VerificationKey;
import dev.gatehouse.jwt.keys.VerificationKeys;
import dev.gatehouse.jwt.provider.TenantTemplate;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.Mismatch;
import dev.gatehouse.support.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The last step of verifying a token: it finds the key, checks the signature, and maps the claims to a caller.
 * Thread-safe.
 */
final class SignatureCheck {

    /** The estimated heap bytes of an entry for each character of its token: a token of 1.2 kB takes about 4.5 kB. */
    private static final int BYTES_PER_CHARACTER = 4;

    private final BearerTokens tokens;
    private final LongAdder count = new LongAdder();

    SignatureCheck(BearerTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns the number of signatures checked. */
    long count() {
        return count.sum();
    }

    /** Returns the result for a token of a known issuer whose claims are good. */
    Verification verify(TokenReading.Candidate candidate, RequestSource source) {
        VerificationKeys keys = candidate.issuer().keys();
        KeyQuery query = new KeyQuery(
                candidate.header().kid(),
                candidate.header().thumbprint(),
                candidate.algorithm(),
                candidate.digest(),
                source);
        KeyLookup lookup = keys.find(query);
        if (lookup instanceof KeyLookup.Found found) {
            List<VerificationKey> fitting = fitting(found.keys(), candidate);
            if (fitting.isEmpty()) {
                return new Verification.Refused(TokenReasons.KEY_ISSUER);
            }
            VerifiedTokens.Entry entry = verified(candidate, fitting);
            if (entry != null) {
                return entry.answer();
            }
            lookup =
                    found.named() ? new KeyLookup.Unknown(TokenReasons.SIGNATURE) : keys.findNewer(query, found.keys());
        }
        if (lookup instanceof KeyLookup.Found newer) {
            VerifiedTokens.Entry entry = verified(candidate, fitting(newer.keys(), candidate));
            return entry == null ? new Verification.Refused(TokenReasons.SIGNATURE) : entry.answer();
        }
        if (lookup instanceof KeyLookup.Undecided undecided) {
            return new Verification.Undecided(undecided.reason(), undecided.retryAfter());
        }
        Reason reason = ((KeyLookup.Unknown) lookup).reason();
        return new Verification.Refused(reason.equals(TokenReasons.SIGNATURE) ? reason : withKey(reason, candidate));
    }

    private VerifiedTokens.@Nullable Entry verified(TokenReading.Candidate candidate, List<VerificationKey> keys) {
        return tokens.verifyOnce(candidate, () -> {
            VerificationKey key = signer(keys, candidate);
            return key == null ? null : entry(candidate, key);
        });
    }

    /** Adds what came to the reason why there is no key. */
    private static Reason withKey(Reason reason, TokenReading.Candidate candidate) {
        JoseHeader header = candidate.header();
        return reason.withDetail(reason.detail() + ": kid is " + Mismatch.shown(header.kid()) + ", alg is "
                + TokenReasons.nameOf(candidate.algorithm()) + ", issuer "
                + Mismatch.masked(candidate.issuer().name()));
    }

    /** Returns the keys without those that name another issuer. */
    private static List<VerificationKey> fitting(List<VerificationKey> keys, TokenReading.Candidate candidate) {
        TrustedIssuer issuer = candidate.issuer();
        List<VerificationKey> fitting = keys;
        for (VerificationKey key : keys) {
            String keyIssuer = key.issuer();
            if (keyIssuer != null && !TenantTemplate.keyFits(keyIssuer, nameOf(candidate), issuer.template())) {
                fitting = new ArrayList<>(fitting);
                fitting.remove(key);
            }
        }
        return fitting;
    }

    /** Returns {@code iss}, which is the name of the configured issuer or has the form of its template. */
    private static String nameOf(TokenReading.Candidate candidate) {
        TrustedIssuer issuer = candidate.issuer();
        return issuer.template() != null && candidate.claims().get("iss") instanceof String name ? name : issuer.name();
    }

    /** Returns the entry for a token whose signature is valid. */
    private static VerifiedTokens.Entry entry(TokenReading.Candidate candidate, VerificationKey key) {
        TrustedIssuer issuer = candidate.issuer();
        RegisteredClaims registered = candidate.registered();
        Map<String, @Nullable Object> claims = candidate.claims();
        String digest = VerifiedToken.isNamed(claims) ? null : Sha256.hex(candidate.signingInput());
        String name = nameOf(candidate);
        VerifiedToken read = new VerifiedToken(name, registered, claims, digest);
        Caller caller = issuer.mapping().map(read, issuer.owner());
        Verification answer;
        if (caller == null) {
            answer = new Verification.Refused(TokenReasons.NAME);
        } else {
            // The caller has a copy of the claims. If the copy is complete, only that copy is kept in memory.
            boolean complete = caller.claims().size() == claims.size();
            answer = Verification.good(
                    complete ? new VerifiedToken(name, registered, caller.claims(), digest) : read, caller);
        }
        return new VerifiedTokens.Entry(
                issuer,
                answer,
                key,
                issuer.rules().usableFrom(registered),
                issuer.rules().usableUntil(registered),
                candidate.length() * BYTES_PER_CHARACTER);
    }

    private @Nullable VerificationKey signer(List<VerificationKey> keys, TokenReading.Candidate candidate) {
        for (VerificationKey key : keys) {
            count.increment();
            if (key.verifies(candidate.algorithm(), candidate.signingInput(), candidate.signature())) {
                return key;
            }
        }
        return null;
    }
}
