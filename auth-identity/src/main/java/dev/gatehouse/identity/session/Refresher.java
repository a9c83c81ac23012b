package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.identity.session.RefreshOutcome.Ended;
import dev.gatehouse.identity.session.RefreshOutcome.Failed;
import dev.gatehouse.identity.session.RefreshOutcome.Renewed;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.support.retry.CircuitBreaker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes the tokens of a session. A node first claims the session in the store, by replacing exactly the version of
 * the record that it has read. So one node at most uses a refresh token, and it is the newest one. A claim ends by
 * itself, in case the node stops. Thread-safe.
 */
final class Refresher {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Sessions sessions;
    private final StoredSession stored;
    private final SealedTokens sealed;
    private final Map<String, RefreshTarget> targets;
    private final RefreshThreads threads;
    private final RefreshAnswers answers;
    private final Clock clock;
    private final RefreshLimits limits;

    Refresher(
            Sessions sessions,
            SealedTokens sealed,
            Map<String, RefreshTarget> targets,
            RefreshThreads threads,
            Clock clock,
            RefreshLimits limits) {
        this.sessions = sessions;
        this.stored = new StoredSession(sessions);
        this.sealed = sealed;
        this.targets = Map.copyOf(targets);
        this.threads = threads;
        this.answers = new RefreshAnswers(sessions, sealed, threads, clock, limits);
        this.clock = clock;
        this.limits = limits;
    }

    /** Starts a refresh, and completes its result in any case but {@linkplain RefreshThreads#close() closing}. */
    void refresh(SessionRecord session, CompletableFuture<RefreshOutcome> result) {
        if (!threads.run(() -> guarded(session, result, () -> step(session, result)))) {
            result.complete(new Failed("too many sessions are waiting for a refresh", POLL));
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SessionsUnavailableException;
    }

    private static void guarded(SessionRecord session, CompletableFuture<RefreshOutcome> result, Step step) {
        try {
            step.run();
        } catch (SessionsUnavailableException unavailable) {
            result.complete(new Failed(String.valueOf(unavailable.getMessage()), unavailable.retryAfter()));
        } catch (RuntimeException defect) {
            LOG.error("cannot refresh the session {}", session.id().digest(), defect);
            result.complete(new Failed("the refresh failed, see the log", AGAIN));
        } catch (Error fatal) {
            // No request may wait for it in vain.
            result.completeExceptionally(fatal);
            throw fatal;
        }
    }

    private void step(SessionRecord session, CompletableFuture<RefreshOutcome> result)
            throws SessionsUnavailableException {
        SessionData data = SessionData.parse(session.data());
        long now = clock.millis();
        if (data instanceof SessionData.Ended ended) {
            result.complete(new Ended(ended.reason()));
        } else if (!(data instanceof SessionData.Tokens tokens)) {
            result.complete(stored.end(session, SessionReasons.TOKENS_INVALID));
        } else if (tokens.times().due() > now) {
            result.complete(new Renewed(session));
        } else if (tokens.times().claimed() > now) {
            threads.after(POLL, () -> guarded(session, result, () -> again(session, result)));
        } else {
            claim(session, tokens, result);
        }
    }

    /** Goes on with the session as it is stored now. */
    private void again(SessionRecord stale, CompletableFuture<RefreshOutcome> result)
            throws SessionsUnavailableException {
        Optional<SessionRecord> current = sessions.read(stale.id());
        if (current.isPresent()) {
            step(current.get(), result);
        } else {
            result.complete(new Ended(SessionReasons.ENDED));
        }
    }

    private void claim(SessionRecord session, SessionData.Tokens data, CompletableFuture<RefreshOutcome> result)
            throws SessionsUnavailableException {
        RefreshTarget target = targets.get(data.provider());
        if (target == null || !isOf(session, target)) {
            result.complete(stored.end(session, SessionReasons.PROVIDER_UNKNOWN));
            return;
        }
        SealedTokens.Read read = sealed.read(session.id(), data);
        if (read instanceof SealedTokens.Read.UnknownKey unknown) {
            LOG.warn(
                    "the tokens of the session {} are encrypted with the key {}, which this node does not have; add its"
                            + " file to {}",
                    session.id().digest(),
                    unknown.id(),
                    SessionTokenSettings.KEYS.key());
            result.complete(new Failed("this node does not have the key of the session", AGAIN));
        } else if (!(read instanceof SealedTokens.Read.Tokens tokens)
                || tokens.tokens().refreshToken() == null) {
            result.complete(stored.end(session, SessionReasons.TOKENS_INVALID));
        } else {
            call(session, data, tokens.tokens(), target, result);
        }
    }

    private static boolean isOf(SessionRecord session, RefreshTarget target) {
        return target.provider().configured().issuer().equals(session.caller().issuer());
    }

    private void call(
            SessionRecord session,
            SessionData.Tokens data,
            TokenSet tokens,
            RefreshTarget target,
            CompletableFuture<RefreshOutcome> result)
            throws SessionsUnavailableException {
        CircuitBreaker.Pass pass = target.breaker().enter();
        if (pass == null) {
            result.complete(
                    new Failed("the provider does not answer", target.breaker().retryAfter()));
            return;
        }
        SessionRecord claimed = null;
        SessionData.Tokens mine = data;
        try {
            long now = clock.millis();
            mine = data.with(data.times().claimedUntil(now + limits.claim()));
            claimed = stored.replaced(session, mine.text());
            if (claimed != null
                    && clock.millis() - now > limits.claim() - limits.call().toMillis()) {
                // The call could outlast the claim.
                claimed = null;
            }
        } finally {
            if (claimed == null) {
                target.breaker().undetermined(pass);
            }
        }
        if (claimed == null) {
            again(session, result);
            return;
        }
        boolean takenOver = data.times().claimed() > 0;
        answers.ask(new ClaimedSession(claimed, mine, tokens, target, pass, takenOver), result);
    }
}
