package dev.gatehouse.identity.session;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint to which providers send logout tokens (OpenID Connect Back-Channel Logout 1.0 section 2.5). It ends the
 * sessions of the issuer with this {@code sid}; or, if the token has none, those with this {@code sub}. It never ends a
 * session that began after the second in which the token was issued. Thread-safe.
 */
final class BackChannelLogout implements Endpoint.Handler {

    static final Reason MALFORMED = Reason.of(
            "logout-token.malformed",
            "expected a form with exactly one parameter logout_token of less than 16384 characters");
    static final Reason REPLAYED = Reason.of("logout-token.replayed", "the logout token was received before");
    static final Reason THROTTLED =
            Reason.of("logout-token.throttled", "the address sent too many logout tokens that were refused");
    static final Reason UNAVAILABLE = Reason.of("logout-token.unavailable");

    private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogout.class);
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final LogoutTokenVerifier verifier;
    private final RecentLogoutTokens recent;
    private final RefusedSources sources;
    private final String mechanism;

    /** @param mechanism the name of the mechanism that opens the sessions */
    BackChannelLogout(
            Sessions sessions,
            LogoutTokenVerifier verifier,
            RecentLogoutTokens recent,
            RefusedSources sources,
            String mechanism) {
        this.sessions = sessions;
        this.verifier = verifier;
        this.recent = recent;
        this.sources = sources;
        this.mechanism = mechanism;
    }

    @Override
    public Optional<Reply> beforeBody(RequestView request) {
        return sources.exceeded(request.clientAddress())
                ? Optional.of(refused(429, "slow_down", THROTTLED).retryAfter(RefusedSources.WINDOW))
                : Optional.empty();
    }

    @Override
    public Reply handle(EndpointRequest request) {
        Reply reply = answered(request);
        if (reply.status() == 400) {
            sources.refused(request.clientAddress());
        }
        return reply;
    }

    private Reply answered(EndpointRequest request) {
        List<String> tokens = request.formParameters("logout_token");
        boolean form = request.contentType().filter(FORM::equals).isPresent();
        if (!form || tokens.size() != 1 || !isSized(tokens.get(0))) {
            return invalid(MALFORMED);
        }
        LogoutTokenVerifier.Result result = verifier.verify(tokens.get(0));
        if (result instanceof LogoutTokenVerifier.Result.Valid valid) {
            return end(valid);
        }
        if (result instanceof LogoutTokenVerifier.Result.Undecided undecided) {
            return refused(503, "temporarily_unavailable", undecided.reason()).retryAfter(undecided.retryAfter());
        }
        return invalid(((LogoutTokenVerifier.Result.Invalid) result).reason());
    }

    private static boolean isSized(String token) {
        return !token.isEmpty() && token.length() < SealedTokens.MAX_TOKEN;
    }

    private Reply end(LogoutTokenVerifier.Result.Valid token) {
        if (!recent.add(token.issuer(), token.id())) {
            return invalid(REPLAYED);
        }
        // The time in a token has no fractions of a second: a session of the same second may have begun before.
        Sessions.Selection selection = new Sessions.Selection(
                token.issuer(),
                token.sid(),
                token.sid() == null ? token.subject() : null,
                token.issued().plus(SECOND));
        try {
            int ended = sessions.endWhere(selection);
            LOG.info("{} has ended {} sessions", token.issuer(), ended);
            return Reply.status(200).with(new Reply.Event.LoggedOut(caller(token)));
        } catch (SessionsUnavailableException unavailable) {
            recent.remove(token.issuer(), token.id());
            return refused(
                            503,
                            "temporarily_unavailable",
                            UNAVAILABLE.withDetail(String.valueOf(unavailable.getMessage())))
                    .retryAfter(unavailable.retryAfter());
        }
    }

    private @Nullable Caller caller(LogoutTokenVerifier.Result.Valid token) {
        return token.subject() == null
                ? null
                : Caller.builder(token.issuer(), token.subject())
                        .mechanism(mechanism)
                        .build();
    }

    private static Reply invalid(Reason reason) {
        return refused(400, "invalid_request", reason);
    }

    private static Reply refused(int status, String error, Reason reason) {
        return Reply.json(status, "{\"error\":\"" + error + "\"}").with(new Reply.Event.LogoutRefused(reason));
    }
}
