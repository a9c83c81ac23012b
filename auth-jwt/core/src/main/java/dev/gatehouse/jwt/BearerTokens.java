package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.CompactToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenFormat;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Mismatch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bearer tokens of one configuration. All mechanisms that take bearer tokens share it: a token is read once per
 * request, whatever mechanism is asked first, and is routed to the mechanism that owns its issuer. Thread-safe.
 *
 * <p>Start reading here: {@link #look} returns the {@link TokenReading} of a credential, and the mechanisms turn it
 * into a {@link Verification}. It never waits.
 *
 * @since 0.1
 */
@Internal
public final class BearerTokens {

    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);
    /** How long tokens of other issuers are remembered. */
    private static final Duration UNVERIFIED_LIFE = Duration.ofSeconds(60);

    private static final int MAX_UNVERIFIED = 10_000;
    private final Clock clock;
    private final CredentialExtractor<BearerCredential> extractor = new BearerExtractor();
    private final ConcurrentMap<String, TrustedIssuer> issuers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> introspected = new ConcurrentHashMap<>();
    private final VerifiedTokens verified;
    private final TokenReader reader = new TokenReader(issuers);
    private final RefusalWarnings warnings = new RefusalWarnings();
    /** JWTs of issuers without local keys. */
    private final Cache<TokenDigest, Unverified> unverified = Caffeine.newBuilder()
            .maximumSize(MAX_UNVERIFIED)
            .expireAfterWrite(UNVERIFIED_LIFE)
            .executor(Runnable::run)
            .build();

    /**
     * A JWT of an issuer without local keys.
     *
     * @param issuer the issuer to introspect; otherwise what it names, truncated and printable
     */
    private record Unverified(boolean introspected, String issuer) {}

    /** @param cacheBytes the estimated heap bytes that verified tokens may take; 0 to verify every time */
    public BearerTokens(Clock clock, long cacheBytes) {
        this.clock = clock;
        this.verified = new VerifiedTokens(cacheBytes);
    }

    /** Returns the shared extractor. Mechanisms that share it get the same credential for a request. */
    CredentialExtractor<BearerCredential> extractor() {
        return extractor;
    }

    /** Adds an issuer whose tokens are verified with its keys. Returns whether the issuer is new. */
    boolean add(TrustedIssuer issuer) {
        return !introspected.containsKey(issuer.name()) && issuers.putIfAbsent(issuer.name(), issuer) == null;
    }

    /** Adds an issuer whose tokens are introspected. Returns whether the issuer is new. */
    public boolean addIntrospected(String issuer) {
        return !issuers.containsKey(issuer) && introspected.putIfAbsent(issuer, issuer) == null;
    }

    /** Returns the reading of a credential. A credential is read once and keeps the reading. */
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
     * @param header the header value that ends with the token
     * @param from the position of the token; the length of the value if there is no token
     * @return the reading; no content of a token causes an exception
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
        // A character outside of ISO 8859-1 becomes a question mark, which no valid token contains.
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        TokenDigest digest = TokenDigest.of(bytes, from);
        long now = clock.millis();
        VerifiedTokens.Entry entry = verified.find(digest, now);
        if (entry != null) {
            return new TokenReading.Remembered(entry);
        }
        Unverified known = unverified.getIfPresent(digest);
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
        String named = ((TokenReader.Result.Other) result).issuer();
        String issuer = introspected.get(named);
        Unverified other =
                issuer == null ? new Unverified(false, Mismatch.masked(named)) : new Unverified(true, issuer);
        unverified.put(digest, other);
        return unverified(other, digest, header, from);
    }

    private static TokenReading unverified(Unverified token, TokenDigest digest, String header, int from) {
        return token.introspected
                ? new TokenReading.Introspectable(token.issuer, TokenReasons.MALFORMED, digest, header, from)
                : new TokenReading.Foreign(token.issuer);
    }

    /** Returns the reason if no mechanism claims a token, and logs it. */
    Reason unclaimed(TokenReading.Foreign token) {
        Set<String> configured = new HashSet<>(issuers.keySet());
        configured.addAll(introspected.keySet());
        return refused(TokenReasons.mismatch(TokenReasons.FOREIGN, "iss", token.issuer(), configured));
    }

    /** Logs a refusal that a wrong configuration usually causes. */
    Reason refused(Reason reason) {
        warnings.refused(reason, clock.millis());
        return reason;
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
     * @param verify verifies the signature; returns {@code null} if it is wrong; must not wait
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

    /** Returns the approximate number of cached tokens. */
    long remembered() {
        return verified.size();
    }
}
