package dev.gatehouse.jwt;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.jwt.jose.CompactToken;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.jose.TokenFormat;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.jose.UnexpectedFailure;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Mismatch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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
    private final ConcurrentMap<CredentialSource, CredentialExtractor<BearerCredential>> elsewhere =
            new ConcurrentHashMap<>();
    private final IssuerTable issuers = new IssuerTable();
    private final VerifiedTokens verified;
    private final TokenReader reader = new TokenReader(issuers);
    private final LoadBalancerTokens loadBalancers = new LoadBalancerTokens(issuers);
    private final RefusalWarnings warnings = new RefusalWarnings();
    /** JWTs of issuers without local keys. */
    private final Cache<TokenDigest, Unverified> unverified = Caffeine.newBuilder()
            .maximumSize(MAX_UNVERIFIED)
            .expireAfterWrite(UNVERIFIED_LIFE)
            .executor(Runnable::run)
            .build();

    // Fields, so that no request creates them.
    private final Reading ofIssuer = this::readShort;
    private final Reading ofLoadBalancer = this::readOfLoadBalancer;

    @FunctionalInterface
    private interface Reading {
        TokenReading of(String header, int from);
    }
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

    /** Returns the shared extractor of a place. Mechanisms that share it get the same credential for a request. */
    CredentialExtractor<BearerCredential> extractor(CredentialSource place) {
        return place.equals(CredentialSource.authorization())
                ? extractor
                : elsewhere.computeIfAbsent(place, PlacedTokenExtractor::new);
    }

    /** Adds an issuer whose tokens are verified with its keys. Returns whether the issuer is new. */
    boolean add(TrustedIssuer issuer) {
        return issuers.add(issuer);
    }

    /** Adds an issuer whose tokens are introspected. Returns whether the issuer is new. */
    public boolean addIntrospected(String issuer) {
        return issuers.addIntrospected(issuer);
    }

    /** Returns whether tokens with this {@code iss} are verified with keys known here. */
    boolean knows(String issuer) {
        return issuers.named(issuer) != null;
    }

    /** Returns the reading of a credential. A credential is read once and keeps the reading. */
    TokenReading look(BearerCredential credential) {
        TokenReading reading = credential.reading();
        if (reading == null) {
            reading = inItsPlace(readAt(credential), credential.place().source());
            credential.keep(reading);
        }
        return reading;
    }

    private TokenReading readAt(BearerCredential credential) {
        return credential.place().ofLoadBalancer()
                ? guarded(credential.header(), credential.from(), ofLoadBalancer)
                : read(credential.header(), credential.from());
    }

    /** A token counts only in the places that are configured for its issuer, although all places share one cache. */
    private static TokenReading inItsPlace(TokenReading reading, CredentialSource place) {
        TrustedIssuer issuer = null;
        if (reading instanceof TokenReading.Remembered remembered) {
            issuer = remembered.entry().issuer();
        } else if (reading instanceof TokenReading.Candidate candidate) {
            issuer = candidate.issuer();
        }
        return issuer == null || issuer.origin().takes(place) ? reading : new TokenReading.Refused(TokenReasons.PLACE);
    }

    /**
     * Reads a token.
     *
     * @param header the header value that ends with the token
     * @param from the position of the token; the length of the value if there is no token
     * @return the reading; no content of a token causes an exception
     */
    public TokenReading read(String header, int from) {
        return guarded(header, from, ofIssuer);
    }

    private static TokenReading guarded(String header, int from, Reading reading) {
        try {
            return header.length() - from > CompactToken.MAX_LENGTH
                    ? new TokenReading.Refused(TokenReasons.TOO_LARGE)
                    : reading.of(header, from);
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
            return new TokenReading.Remembered(entry, digest);
        }
        Unverified known = unverified.getIfPresent(digest);
        if (known != null) {
            return unverified(known, digest, header, from);
        }
        if (!TokenFormat.isSigned(header, from)) {
            return unsigned(header, from, digest);
        }
        TokenReader.Result result = reader.read(bytes, from, digest, now);
        if (!(result instanceof TokenReader.Result.Other other)) {
            return reading(result);
        }
        String introspected = issuers.introspected(other.issuer());
        Unverified token = introspected == null
                ? new Unverified(false, Mismatch.masked(other.issuer()))
                : new Unverified(true, introspected);
        unverified.put(digest, token);
        return unverified(token, digest, header, from);
    }

    private TokenReading readOfLoadBalancer(String header, int from) {
        byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
        TokenDigest digest = TokenDigest.of(bytes, from);
        long now = clock.millis();
        VerifiedTokens.Entry entry = verified.find(digest, now);
        return entry == null
                ? reading(loadBalancers.read(bytes, from, digest, now))
                : new TokenReading.Remembered(entry, digest);
    }

    private static TokenReading reading(TokenReader.Result result) {
        if (result instanceof TokenReader.Result.Known found) {
            return found.candidate();
        }
        return result instanceof TokenReader.Result.Refused refused
                ? new TokenReading.Refused(refused.reason())
                : new TokenReading.Foreign(Mismatch.masked(((TokenReader.Result.Other) result).issuer()));
    }

    private static TokenReading unverified(Unverified token, TokenDigest digest, String header, int from) {
        return token.introspected
                ? new TokenReading.Introspectable(token.issuer, TokenReasons.MALFORMED, digest, header, from)
                : new TokenReading.Foreign(token.issuer);
    }

    /** Returns the reason if no mechanism claims a token, and logs it. */
    Reason unclaimed(TokenReading.Foreign token) {
        return refused(TokenReasons.mismatch(TokenReasons.FOREIGN, "iss", token.issuer(), issuers.names()));
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
        if (entry != null && !entry.issuer().equals(candidate.issuer())) {
            // The same token was read as one of another issuer in the meantime, in a place of that issuer.
            return null;
        }
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
