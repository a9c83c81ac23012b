package dev.gatehouse.identity.session;

import dev.gatehouse.identity.session.RefreshOutcome.Ended;
import dev.gatehouse.identity.session.RefreshOutcome.Failed;
import dev.gatehouse.identity.session.RefreshOutcome.Renewed;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes the tokens of sessions while they are used. Before the access token expires, this happens in the background
 * and no request waits. Afterwards a request waits for it, because the caller may have lost permissions or the session
 * at the provider may have ended; requests of one session wait for the same refresh. Thread-safe.
 */
final class SessionRefresh implements SessionGuard {

    private static final Verdict KEEP = new Verdict.Keep();
    /** Fewer than the threads of a server, so that a slow provider leaves some for others. */
    private static final int MOST_WAITING = 64;

    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Refresher refresher;
    private final Revoker revoker;
    private final Clock clock;
    private final Duration grace;
    private final Duration patience;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final ConcurrentMap<SessionId, CompletableFuture<RefreshOutcome>> running = new ConcurrentHashMap<>();

    /** Revokes the tokens of a session whose user has logged out. */
    @FunctionalInterface
    interface Revoker {
        void loggedOut(SessionRecord session);
    }

    /**
     * @param grace how long a session is used after the expiry of its access token while the provider does not answer
     * @param patience how long a request waits if it cannot be decided otherwise
     */
    SessionRefresh(Refresher refresher, Revoker revoker, Clock clock, Duration grace, Duration patience) {
        this.refresher = refresher;
        this.revoker = revoker;
        this.clock = clock;
        this.grace = grace;
        this.patience = patience;
    }

    @Override
    public Verdict check(SessionRecord session) throws SessionsUnavailableException {
        long now = clock.millis();
        if (SessionData.due(session.data()) > now) {
            return KEEP;
        }
        SessionData data = SessionData.parse(session.data());
        if (data instanceof SessionData.Ended ended) {
            return new Verdict.End(ended.reason());
        }
        return data instanceof SessionData.Tokens tokens
                ? due(session, tokens.times(), now)
                : new Verdict.End(SessionReasons.TOKENS_INVALID);
    }

    private Verdict due(SessionRecord session, TokenTimes times, long now) throws SessionsUnavailableException {
        boolean expired = now >= times.expires();
        if (now >= times.ends()) {
            return expired ? new Verdict.End(SessionReasons.REFRESH_EXPIRED) : KEEP;
        }
        CompletableFuture<RefreshOutcome> refresh = started(session);
        if (!expired) {
            return refresh.isCompletedExceptionally() ? KEEP : verdict(session, refresh.getNow(null));
        }
        boolean usable = now - times.expires() < grace.toMillis();
        RefreshOutcome outcome = awaited(refresh, usable ? min(SHORT, patience) : patience);
        if (usable || !(outcome instanceof Failed failed)) {
            return verdict(session, outcome);
        }
        throw new SessionsUnavailableException(failed.problem(), failed.retryAfter());
    }

    private static Verdict verdict(SessionRecord session, @Nullable RefreshOutcome outcome) {
        if (outcome instanceof Ended ended) {
            return new Verdict.End(ended.reason());
        }
        return outcome instanceof Renewed renewed && renewed.session().version() > session.version()
                ? new Verdict.Renew(renewed.session())
                : KEEP;
    }

    private CompletableFuture<RefreshOutcome> started(SessionRecord session) {
        CompletableFuture<RefreshOutcome> mine = new CompletableFuture<>();
        CompletableFuture<RefreshOutcome> other = running.putIfAbsent(session.id(), mine);
        while (other != null) {
            if (!other.isDone()) {
                return other;
            }
            // It has just ended, and would answer an expired session with what was known before.
            running.remove(session.id(), other);
            other = running.putIfAbsent(session.id(), mine);
        }
        mine.whenComplete((outcome, defect) -> running.remove(session.id(), mine));
        refresher.refresh(session, mine);
        return mine;
    }

    private RefreshOutcome awaited(CompletableFuture<RefreshOutcome> refresh, Duration longest) {
        boolean waits = !refresh.isDone();
        if (waits && !waiting.tryAcquire()) {
            return new Failed("too many requests are waiting for a provider", SHORT);
        }
        try {
            return refresh.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException slow) {
            return new Failed("the provider has not refreshed the session in time", SHORT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Failed("the server is stopping", SHORT);
        } finally {
            if (waits) {
                waiting.release();
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void loggedOut(SessionRecord session) {
        revoker.loggedOut(session);
    }
}
