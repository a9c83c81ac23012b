package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be said of a token without a key: whether it is remembered; strict form; strict JSON of header and payload; the issuer, which decides what follows; algorithm and
 * type from configuration; claims. Thread-safe.
 *
 * <p>A text is digested only when it may be remembered, or when all is well with it and it will be: what is refused here has cost no digest.
 */
final class TokenScreen {

    private static final int MAX_HEADERS = 1_000;
    private static final Screening FOREIGN = new Screening.Answer(new Verification.ForeignIssuer());

    private final Map<String, TrustedIssuer> issuers;
    private final VerifiedTokens tokens;
    private final ScratchPool scratches = new ScratchPool();
    private final StrictJson json = new StrictJson(CompactToken.MAX_LENGTH);
    /** Mostly all tokens have one header: this one needs no text of it to be found. */
    private volatile @Nullable ApprovedHeader latest;

    private final Cache<String, JoseHeader> headers = Caffeine.newBuilder()
            .maximumSize(MAX_HEADERS)
            .executor(Runnable::run)
            .build();

    TokenScreen(Map<String, TrustedIssuer> issuers, VerifiedTokens tokens) {
        this.issuers = issuers;
        this.tokens = tokens;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record ApprovedHeader(byte[] text, JoseHeader header) {}

    /**
     * Looks at a token that is the end of a text.
     *
     * @param text what holds the token up to its end
     * @param from where the token begins
     * @param now the time in milliseconds
     */
    Screening screen(String text, int from, long now) {
        if (text.length() - from > CompactToken.MAX_LENGTH) {
            return refused(Reasons.TOO_LARGE);
        }
        // Nothing is waited for before it is given back.
        Scratch scratch = scratches.take();
        try {
            return scratch.load(text, from) ? screened(scratch, text, from, now) : refused(Reasons.MALFORMED);
        } finally {
            scratches.giveBack(scratch);
        }
    }

    /** Keeps the header of a token that turned out to be good: there are few, and the next token will have one of them. */
    void approve(Screening.Candidate candidate) {
        String text = candidate.newHeader();
        if (text != null) {
            headers.put(text, candidate.header());
            latest = new ApprovedHeader(text.getBytes(StandardCharsets.ISO_8859_1), candidate.header());
        }
    }

    private Screening screened(Scratch scratch, String text, int from, long now) {
        int tail = scratch.tail();
        TokenDigest digest = tokens.mayHold(tail) ? scratch.digest() : null;
        Verification remembered = digest == null ? null : tokens.find(digest, tail, now);
        if (remembered != null) {
            return new Screening.Answer(remembered);
        }
        CompactToken token = scratch.compact(text, from);
        if (token == null) {
            return refused(CompactToken.looksEncrypted(text, from) ? Reasons.ENCRYPTED : Reasons.MALFORMED);
        }
        ApprovedHeader usual = latest;
        JoseHeader known = usual != null && token.hasHeader(usual.text()) ? usual.header() : null;
        String headerText = known == null ? token.headerText() : "";
        known = known == null ? headers.getIfPresent(headerText) : known;
        JoseHeader header = known == null ? header(scratch, token) : known;
        Reason defect = header == null ? Reasons.MALFORMED : header.defect();
        if (header == null || defect != null) {
            return refused(defect == null ? Reasons.MALFORMED : defect);
        }
        Map<String, @Nullable Object> claims = scratch.claims(token, json);
        if (claims == null) {
            return refused(Reasons.MALFORMED);
        }
        // Not verified yet: it chooses whose keys must have signed, nothing more.
        if (!(claims.get("iss") instanceof String name) || name.isEmpty()) {
            return refused(Reasons.ISSUER);
        }
        TrustedIssuer issuer = issuers.get(name);
        if (issuer == null) {
            return FOREIGN;
        }
        SigningAlgorithm algorithm = header.algorithm();
        Reason refusal = issuer.rules().refusal(header);
        if (refusal != null || algorithm == null) {
            return refused(refusal == null ? Reasons.ALGORITHM : refusal);
        }
        RegisteredClaims registered = RegisteredClaims.of(claims);
        refusal = issuer.rules().refusal(header, registered, claims, now);
        if (refusal != null) {
            return refused(refusal);
        }
        if (digest == null && tokens.remember()) {
            digest = scratch.digest();
        }
        String newHeader = known == null ? headerText : null;
        byte[] input = token.signingInput();
        return new Screening.Candidate(
                issuer, algorithm, header, newHeader, registered, claims, input, token.signature(), digest, tail);
    }

    private @Nullable JoseHeader header(Scratch scratch, CompactToken token) {
        Map<String, @Nullable Object> members = scratch.header(token, json);
        return members == null ? null : JoseHeader.of(members);
    }

    private static Screening refused(Reason reason) {
        return new Screening.Answer(new Verification.Refused(reason));
    }
}
