package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.CompactToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenFormat;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer tokens of one configuration. All mechanisms that take bearer tokens share it: a token is read once per request,
 * whatever mechanism is asked first, and is routed to the mechanism that owns its issuer. Thread-safe.
 *
 * <p>Start reading here: {@link #look} gives the {@link TokenReading} of a credential, and the mechanisms turn it into a
 * {@link Verification}. It never waits.
 *
 * @since 0.1
 */
@Internal
public final class BearerTokens {

    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);
    private static final TokenReading FOREIGN = new TokenReading.Foreign();
    /** Tokens of other issuers are read again after so long, and no more than so many are remembered. */
    private static final Duration UNVERIFIED_LIFE = Duration.ofSeconds(60);

    private static final int MAX_UNVERIFIED = 10_000;
    private static final String NOT_CONFIGURED = "";

    private final Clock clock;
    private final CredentialExtractor<BearerCredential> extractor = new BearerExtractor();
    private final ConcurrentMap<String, TrustedIssuer> issuers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> introspected = new ConcurrentHashMap<>();
    private final VerifiedTokens verified;
    private final TokenReader reader = new TokenReader(issuers);
    /** JWTs that no key of ours can verify, with the configured issuer to introspect them or {@link #NOT_CONFIGURED}. */
    private final Cache<TokenDigest, String> unverified = Caffeine.newBuilder()
            .maximumSize(MAX_UNVERIFIED)
            .expireAfterWrite(UNVERIFIED_LIFE)
            .executor(Runnable::run)
            .build();

    /** @param cacheBytes about how much of the heap verified tokens may take; 0 to verify every time */
    public BearerTokens(Clock clock, long cacheBytes) {
        this.clock = clock;
        this.verified = new VerifiedTokens(cacheBytes);
    }

    /** Returns the one extractor; mechanisms that share it get one credential for a request. */
    CredentialExtractor<BearerCredential> extractor() {
        return extractor;
    }

    /** Adds an issuer whose tokens are verified with its keys; returns whether it was not there yet. */
    boolean add(TrustedIssuer issuer) {
        return !introspected.containsKey(issuer.name()) && issuers.putIfAbsent(issuer.name(), issuer) == null;
    }

    /** Adds an issuer that is asked about its tokens; returns whether it was not there yet. */
    public boolean addIntrospected(String issuer) {
        return !issuers.containsKey(issuer) && introspected.putIfAbsent(issuer, issuer) == null;
    }

    /** Returns the reading of a credential, which is made once and kept in the credential. */
    TokenReading look(BearerCredential credential) {
        TokenReading reading = credential.reading();
        if (reading == null) {
            reading = read(credential.header(), credential.from());
            credential.keep(reading);
        }
        return reading;
    }

    /**
     * Reads a token.
     *
     * @param header the value that ends with the token
     * @param from where the token begins; the length of the value when there is none
     * @return never an exception for what the token contains
     */
    public TokenReading read(String header, int from) {
        try {
            return header.length() - from > CompactToken.MAX_LENGTH
                    ? new TokenReading.Refused(TokenReasons.TOO_LARGE)
                    : readShort(header, from);
        } catch (RuntimeException | StackOverflowError defect) {
            return new TokenReading.Refused(UnexpectedFailure.logged(LOG, "reading a token", defect));
        }
    }

    private TokenReading readShort(String header, int from) {
        // A character beyond ISO 8859-1 becomes a question mark, which no remembered token has.
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        TokenDigest digest = TokenDigest.of(bytes, from);
        long now = clock.millis();
        VerifiedTokens.Entry entry = verified.find(digest, now);
        if (entry != null) {
            return new TokenReading.Remembered(entry);
        }
        String known = unverified.getIfPresent(digest);
        if (known != null) {
            return unverified(known, digest, header, from);
        }
        if (!TokenFormat.isSigned(header, from)) {
            return unsigned(header, from, digest);
        }
        TokenReader.Result result = reader.read(bytes, from, digest, now);
        if (result instanceof TokenReader.Result.Known found) {
            return found.candidate();
        }
        if (result instanceof TokenReader.Result.Refused refused) {
            return new TokenReading.Refused(refused.reason());
        }
        String issuer = introspected.getOrDefault(((TokenReader.Result.Other) result).issuer(), NOT_CONFIGURED);
        unverified.put(digest, issuer);
        return unverified(issuer, digest, header, from);
    }

    private static TokenReading unverified(String issuer, TokenDigest digest, String header, int from) {
        return issuer.equals(NOT_CONFIGURED)
                ? FOREIGN
                : new TokenReading.Introspectable(issuer, TokenReasons.MALFORMED, digest, header, from);
    }

    private static TokenReading unsigned(String header, int from, TokenDigest digest) {
        var reason = CompactToken.looksEncrypted(header, from) ? TokenReasons.ENCRYPTED : TokenReasons.MALFORMED;
        return TokenFormat.isToken(header, from)
                ? new TokenReading.Introspectable(null, reason, digest, header, from)
                : new TokenReading.Refused(reason);
    }

    /**
     * Returns the entry for a token whose signature has been verified. Threads with the same token verify it once.
     *
     * @param verify verifies the signature; returns {@code null} when it is wrong; must not wait
     */
    VerifiedTokens.@Nullable Entry verifyOnce(TokenReading.Candidate candidate, VerifiedTokens.Verifier verify) {
        VerifiedTokens.Entry entry = verified.once(candidate.digest(), candidate.now(), verify);
        if (entry != null && RevocationCheck.tokenOf(entry.answer()) != null) {
            reader.remember(candidate);
        }
        return entry;
    }

    /** Removes verified tokens that have expired. */
    void sweep() {
        verified.sweep(clock.millis());
    }

    /** Returns about how many verified tokens are remembered. */
    long remembered() {
        return verified.size();
    }
}
