package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.LoginVerifier;
import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.identity.provider.TokenAnswer;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.identity.session.RefreshOutcome.Ended;
import dev.gatehouse.identity.session.RefreshOutcome.Failed;
import dev.gatehouse.identity.session.RefreshOutcome.Renewed;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a provider for new tokens and stores them. If the store does not answer, it is asked again for as long as the
 * node has the claim, because the provider may not accept the old refresh token a second time. Thread-safe.
 */
final class RefreshAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshAnswers.class);
    private static final Duration STORE_AGAIN = Duration.ofMillis(250);
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(5);
    private static final Duration REFUSED_AGAIN = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final StoredSession stored;
    private final SealedTokens sealed;
    private final RefreshThreads threads;
    private final RevocationQueue revocations;
    private final Clock clock;
    private final RefreshLimits limits;

    RefreshAnswers(Sessions sessions, SealedTokens sealed, RefreshThreads threads, Clock clock, RefreshLimits limits) {
        this.sessions = sessions;
        this.stored = new StoredSession(sessions);
        this.sealed = sealed;
        this.threads = threads;
        this.revocations = new RevocationQueue(threads);
        this.clock = clock;
        this.limits = limits;
    }

    /** What is to be stored. */
    private record Renewal(
            ClaimedSession claimed, Caller caller, @Nullable String sid, String data) {}

    void ask(ClaimedSession claimed, CompletableFuture<RefreshOutcome> result) throws SessionsUnavailableException {
        TokenAnswer answer = claimed.target()
                .provider()
                .client()
                .refresh(String.valueOf(claimed.before().refreshToken()));
        if (answer instanceof TokenAnswer.Issued issued) {
            claimed.target().answered();
            issued(claimed, issued.tokens(), result);
        } else if (answer instanceof TokenAnswer.Refused refused) {
            claimed.target().answered();
            result.complete(refused(claimed, refused));
        } else if (answer instanceof TokenAnswer.Unavailable down) {
            claimed.target().failed(claimed.pass(), down.problem(), down.retryAfter());
            result.complete(postponed(claimed, down.problem(), down.retryAfter()));
        }
    }

    private RefreshOutcome refused(ClaimedSession claimed, TokenAnswer.Refused refused)
            throws SessionsUnavailableException {
        if (refused.invalidGrant()) {
            String hint = claimed.takenOver()
                    ? "the provider refused the refresh token; an earlier attempt of this application got no answer"
                    : "the provider refused the refresh token";
            return stored.end(claimed.record(), SessionReasons.REFRESH_REFUSED.withDetail(hint));
        }
        LOG.error(
                "{} refuses this application as its client ({}), so sessions are not refreshed; correct the settings"
                        + " of the client here or at the provider",
                claimed.target().provider().configured(),
                refused.error());
        return postponed(claimed, "the provider refuses this application", REFUSED_AGAIN);
    }

    /** Gives up the claim. Until the bound of the session, no node tries again for a while. */
    private RefreshOutcome postponed(ClaimedSession claimed, String problem, Duration retryAfter)
            throws SessionsUnavailableException {
        Duration wait = retryAfter.compareTo(SHORTEST_RETRY) > 0 ? retryAfter : SHORTEST_RETRY;
        long next = Math.min(clock.millis() + wait.toMillis(), bound(claimed));
        stored.replaced(
                claimed.record(),
                claimed.data().with(claimed.data().times().retriedFrom(next)).text());
        return new Failed(problem, wait);
    }

    private long bound(ClaimedSession claimed) {
        return claimed.data().times().expires() + limits.grace().toMillis();
    }

    private void issued(ClaimedSession claimed, TokenSet issued, CompletableFuture<RefreshOutcome> result)
            throws SessionsUnavailableException {
        TokenSet all = issued.after(claimed.before());
        SessionRecord session = claimed.record();
        LoginVerifier.Checked checked =
                claimed.target().provider().verifier().afterRefresh(issued, claimed.before(), session.caller());
        Reason problem = sealed.problem(all).orElse(null);
        if (problem != null) {
            result.complete(ended(claimed, all, problem));
        } else if (checked instanceof LoginVerifier.Checked.Passed passed) {
            if (!passed.caller().equals(session.caller())) {
                result.complete(ended(claimed, all, SessionReasons.CALLER_CHANGED));
                return;
            }
            String sid = passed.sid() == null ? session.sid() : passed.sid();
            TokenTimes times = TokenTimes.of(all, clock.instant(), limits.ahead());
            store(new Renewal(claimed, passed.caller(), sid, sealed(claimed, all, times)), result);
        } else if (checked instanceof LoginVerifier.Checked.Refused refused) {
            Reason why = refused.reason();
            result.complete(ended(
                    claimed,
                    all,
                    SessionReasons.REFRESH_INVALID.withDetail((why.code() + " " + why.detail()).strip())));
        } else if (checked instanceof LoginVerifier.Checked.Undecided undecided) {
            // The new refresh token must not be lost. The caller stays, and so does the bound.
            long next = Math.min(clock.millis() + SHORTEST_RETRY.toMillis(), bound(claimed));
            TokenTimes old = claimed.data().times();
            TokenTimes times = new TokenTimes(
                    next,
                    old.expires(),
                    TokenTimes.of(all, clock.instant(), limits.ahead()).ends(),
                    0);
            CompletableFuture<RefreshOutcome> written = new CompletableFuture<>();
            written.thenAccept(outcome -> result.complete(
                    outcome instanceof Renewed
                            ? new Failed(undecided.reason().code(), undecided.retryAfter())
                            : outcome));
            store(new Renewal(claimed, session.caller(), session.sid(), sealed(claimed, all, times)), written);
        }
    }

    private String sealed(ClaimedSession claimed, TokenSet tokens, TokenTimes times) {
        return sealed.sealed(
                        claimed.record().id(), new SessionTokens(claimed.data().provider(), tokens), times)
                .text();
    }

    /** Ends a session and revokes the tokens that were issued for it. */
    private RefreshOutcome ended(ClaimedSession claimed, TokenSet issued, Reason reason)
            throws SessionsUnavailableException {
        revocations.revoke(claimed.target().provider().client(), issued);
        return stored.end(claimed.record(), reason);
    }

    private void store(Renewal renewal, CompletableFuture<RefreshOutcome> result) {
        SessionRecord session = renewal.claimed().record();
        try {
            SessionRecord now = stored.replaced(session, renewal.caller(), renewal.sid(), renewal.data());
            if (now != null) {
                result.complete(new Renewed(now));
                return;
            }
            // The store may have written it without an answer.
            SessionRecord other = sessions.read(session.id()).orElse(null);
            if (other != null) {
                result.complete(
                        other.data().equals(renewal.data())
                                ? new Renewed(other)
                                : new Failed("another node has changed the session", STORE_AGAIN));
                return;
            }
            // The session was ended meanwhile. The new tokens are not revoked: after a new log-in in the same browser,
            // they can share the session at the provider with newer ones.
            result.complete(new Ended(SessionReasons.ENDED));
        } catch (SessionsUnavailableException unavailable) {
            if (clock.millis() < renewal.claimed().data().times().claimed()) {
                threads.after(STORE_AGAIN, () -> store(renewal, result));
                return;
            }
            LOG.warn(
                    "the new tokens of the session {} could not be stored; if the provider accepts a refresh token only"
                            + " once, the session ends with its next refresh",
                    session.id().digest());
            result.complete(new Failed(String.valueOf(unavailable.getMessage()), unavailable.retryAfter()));
        }
    }
}
