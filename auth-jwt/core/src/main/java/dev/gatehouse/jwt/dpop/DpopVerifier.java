package dev.gatehouse.jwt.dpop;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.CompactToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.Sha256;
import dev.gatehouse.support.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies DPoP proofs (RFC 9449 section 4.3): cheap checks first, then the signature, then replay. Only a proof that
 * passes all other checks takes space in the replay store. Thread-safe.
 */
final class DpopVerifier {

    /** The result of verifying a proof. */
    sealed interface Outcome {}

    /**
     * The proof is valid, and this was its first use.
     *
     * @param ageing whether the response should carry a new nonce
     */
    record Proven(boolean ageing) implements Outcome {}

    /**
     * The proof is invalid.
     *
     * @param reason the reason
     */
    record Refused(Reason reason) implements Outcome {}

    /**
     * It is not known whether the proof was used before.
     *
     * @param reason the reason
     */
    record Undecided(Reason reason) implements Outcome {}

    private static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_HEADERS = 1_000;
    private static final Outcome PROVEN = new Proven(false);
    private static final Outcome PROVEN_AGEING = new Proven(true);

    private final DpopRules rules;
    private final ReplayStore replays;
    private final @Nullable DpopNonces nonces;
    private final StrictJson json = new StrictJson(MAX_LENGTH);
    /** All proofs of a client have the same header, and parsing a key takes longer than a lookup. */
    private final Cache<String, ProofHeader> headers = Caffeine.newBuilder()
            .maximumSize(MAX_HEADERS)
            .executor(Runnable::run)
            .build();

    /** @param nonces {@code null} if proofs need no nonce */
    DpopVerifier(DpopRules rules, ReplayStore replays, @Nullable DpopNonces nonces) {
        this.rules = rules;
        this.replays = replays;
        this.nonces = nonces;
    }

    /**
     * Verifies the proof of a token.
     *
     * @param presented the proof and the request that it must be for
     * @param token the header value that ends with the token
     * @param from the position of the token
     * @param thumbprint the key that the token is bound to ({@code cnf.jkt})
     * @param now the time in milliseconds
     */
    Outcome verify(PresentedProof presented, String token, int from, String thumbprint, long now) {
        List<String> proofs = presented.proofs();
        if (proofs.size() != 1) {
            return new Refused(proofs.isEmpty() ? DpopReasons.MISSING : DpopReasons.REPEATED);
        }
        CompactToken proof = parse(proofs.get(0));
        if (proof == null) {
            return new Refused(DpopReasons.MALFORMED);
        }
        String headerText = proof.headerText();
        ProofHeader known = headers.getIfPresent(headerText);
        ProofHeader.Reading reading = known == null ? read(proof) : new ProofHeader.Usable(known);
        if (reading instanceof ProofHeader.Unusable unusable) {
            return new Refused(unusable.reason());
        }
        ProofHeader header = ((ProofHeader.Usable) reading).header();
        byte[] payload = proof.payload();
        Map<String, @Nullable Object> members = payload == null ? null : json.object(payload);
        if (members == null) {
            return new Refused(DpopReasons.MALFORMED);
        }
        ProofClaims claims = ProofClaims.of(members);
        Reason refusal = refusal(claims, members, presented, now);
        if (refusal == null && !same(claims.tokenHash(), Sha256.base64Url(token.substring(from)))) {
            refusal = DpopReasons.TOKEN;
        }
        if (refusal == null && !same(header.thumbprint(), thumbprint)) {
            refusal = DpopReasons.BINDING;
        }
        if (refusal != null) {
            return new Refused(refusal);
        }
        DpopNonces.Freshness freshness =
                nonces == null ? DpopNonces.Freshness.CURRENT : nonces.verify(claims.nonce(), now);
        if (freshness == DpopNonces.Freshness.INVALID) {
            return new Refused(DpopReasons.NONCE);
        }
        if (!header.key().verifies(header.algorithm(), proof.signingInput(), proof.signature())) {
            return new Refused(DpopReasons.SIGNATURE);
        }
        if (known == null) {
            headers.put(headerText, header);
        }
        return first(header, claims, freshness, now);
    }

    private static @Nullable CompactToken parse(String text) {
        if (text.length() > MAX_LENGTH || !isAscii(text)) {
            return null;
        }
        return CompactToken.parse(text.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** The conversion to bytes must not change characters. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private ProofHeader.Reading read(CompactToken proof) {
        byte[] bytes = proof.header();
        Map<String, @Nullable Object> members = bytes == null ? null : json.object(bytes);
        return members == null
                ? new ProofHeader.Unusable(DpopReasons.MALFORMED)
                : ProofHeader.of(members, rules.algorithms());
    }

    private @Nullable Reason refusal(
            ProofClaims claims, Map<String, @Nullable Object> members, PresentedProof presented, long now) {
        if (claims.defect() != null) {
            return claims.defect();
        }
        long skew = rules.skew().toMillis();
        boolean current = claims.issuedAt() <= now + skew
                && claims.issuedAt() >= now - rules.age().toMillis();
        if (!current || !ProofClaims.usable(members, now, skew)) {
            return DpopReasons.TIME;
        }
        if (!claims.method().equals(presented.method())) {
            return DpopReasons.METHOD;
        }
        return DpopUrl.same(presented.url(), claims.url()) ? null : DpopReasons.URL;
    }

    /** The name includes the key, so that a client cannot use up the identifiers of another client. */
    private Outcome first(ProofHeader header, ProofClaims claims, DpopNonces.Freshness freshness, long now) {
        byte[] digest = Sha256.of((header.thumbprint() + ' ' + claims.id()).getBytes(StandardCharsets.UTF_8));
        ByteBuffer parts = ByteBuffer.wrap(digest);
        TokenDigest name = new TokenDigest(parts.getLong(), parts.getLong(), parts.getLong(), parts.getLong());
        return switch (replays.add(name, claims.issuedAt(), rules.age().toMillis(), now)) {
            case NEW -> freshness == DpopNonces.Freshness.AGEING ? PROVEN_AGEING : PROVEN;
            case SEEN -> new Refused(DpopReasons.REPLAYED);
            case FULL -> new Undecided(DpopReasons.FULL);
            case FORGOTTEN -> new Undecided(DpopReasons.FORGOTTEN);
        };
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
