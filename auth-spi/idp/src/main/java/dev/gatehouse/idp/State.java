package dev.gatehouse.idp;

import dev.gatehouse.idp.tokens.Randoms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The state of one issuer between requests. Survives stop and start of the server. Thread-safe. */
final class State {

    /** A code or refresh token. It is kept after its use, so that a second use is detected. */
    record Ticket(
            Grant grant,
            @Nullable String redirectUri,
            @Nullable String codeChallenge,
            AtomicBoolean used) {

        /** Returns true for exactly one caller. */
        boolean use() {
            return used.compareAndSet(false, true);
        }
    }

    private final Clock clock;
    private final Ledger<AuthorizationRequest> logins;
    private final Ledger<Parameters> pushedRequests;
    private final Ledger<Boolean> assertions;
    private final Ledger<Ticket> codes;
    private final Ledger<Ticket> refreshTokens;
    private final Ledger<Session> sessionsByCookie;
    private final Ledger<Session> sessionsBySid;
    private final Ledger<Grant> grantsByTokenId;
    private final Ledger<Boolean> revokedTokenIds;
    private final Ledger<Map<String, Object>> opaqueTokens;

    State(Clock clock) {
        this.clock = clock;
        logins = new Ledger<>(clock);
        pushedRequests = new Ledger<>(clock);
        assertions = new Ledger<>(clock);
        codes = new Ledger<>(clock);
        refreshTokens = new Ledger<>(clock);
        sessionsByCookie = new Ledger<>(clock);
        sessionsBySid = new Ledger<>(clock);
        grantsByTokenId = new Ledger<>(clock);
        revokedTokenIds = new Ledger<>(clock);
        opaqueTokens = new Ledger<>(clock);
    }

    /** An authorization request that waits for the user to log in. */
    String openLogin(AuthorizationRequest request) {
        String id = Randoms.token();
        logins.put(id, request, in(Lifetimes.LOGIN));
        return id;
    }

    Optional<AuthorizationRequest> login(String id) {
        return logins.find(id);
    }

    /** Ends the login; empty if another request ended it first. */
    Optional<AuthorizationRequest> closeLogin(String id) {
        return logins.take(id);
    }

    void push(String requestUri, Parameters request) {
        pushedRequests.put(requestUri, request, in(Lifetimes.PUSHED_REQUEST));
    }

    /** Returns the pushed request once (RFC 9126 section 4). */
    Optional<Parameters> pushed(String requestUri) {
        return pushedRequests.take(requestUri);
    }

    /** Returns false if a client assertion with this id was used before. */
    boolean isFirstUse(String assertionId, Instant expiry) {
        return assertions.putIfAbsent(assertionId, true, expiry);
    }

    String openCode(Grant grant, String redirectUri, String codeChallenge) {
        String code = Randoms.token();
        codes.put(code, new Ticket(grant, redirectUri, codeChallenge, new AtomicBoolean()), in(Lifetimes.CODE));
        return code;
    }

    Optional<Ticket> code(String code) {
        return codes.find(code);
    }

    void openRefreshToken(String token, Grant grant, Duration lifetime) {
        refreshTokens.put(token, new Ticket(grant, null, null, new AtomicBoolean()), in(lifetime));
    }

    Optional<Ticket> refreshToken(String token) {
        return refreshTokens.find(token);
    }

    /** Remembers the session and returns the value of its cookie. */
    String openSession(Session session) {
        String cookie = Randoms.token();
        sessionsByCookie.put(cookie, session, in(Lifetimes.SESSION));
        sessionsBySid.put(session.sid(), session, in(Lifetimes.SESSION));
        return cookie;
    }

    Optional<Session> sessionOfCookie(String cookie) {
        return sessionsByCookie.find(cookie).filter(Session::isAlive);
    }

    Optional<Session> sessionOfSid(String sid) {
        return sessionsBySid.find(sid).filter(Session::isAlive);
    }

    List<Session> sessionsOf(String userName) {
        return sessionsBySid.values().stream()
                .filter(session -> session.isAlive() && session.user().name().equals(userName))
                .toList();
    }

    void issued(String tokenId, Grant grant, Instant expiry) {
        grantsByTokenId.put(tokenId, grant, expiry);
    }

    void revoke(String tokenId, Instant expiry) {
        revokedTokenIds.put(tokenId, true, expiry);
    }

    /** Returns whether neither it nor its grant has been revoked. */
    boolean isAlive(String tokenId) {
        return revokedTokenIds.find(tokenId).isEmpty()
                && grantsByTokenId.find(tokenId).map(Grant::isAlive).orElse(true);
    }

    String openOpaqueToken(Map<String, Object> claims, Instant expiry) {
        String token = Randoms.token();
        opaqueTokens.put(token, claims, expiry);
        return token;
    }

    Optional<Map<String, Object>> opaqueToken(String token) {
        return opaqueTokens.find(token);
    }

    private Instant in(Duration lifetime) {
        return clock.instant().plus(lifetime);
    }
}
