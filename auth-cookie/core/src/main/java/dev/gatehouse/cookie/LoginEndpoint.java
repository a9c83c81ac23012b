package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.support.PresentedSessions;
import java.time.Clock;
import java.util.Optional;

/** Logs in: a new session for the right password, the same refusal for everything else. Thread-safe. */
final class LoginEndpoint implements Endpoint.Handler {

    private final String owner;
    private final Clock clock;
    private final Sessions sessions;
    private final LoginForm form;
    private final PasswordCheck check;
    private final Rehashing rehashing;
    private final CachedUsers users;

    LoginEndpoint(
            String owner,
            Clock clock,
            Sessions sessions,
            LoginForm form,
            PasswordCheck check,
            Rehashing rehashing,
            CachedUsers users) {
        this.owner = owner;
        this.clock = clock;
        this.sessions = sessions;
        this.form = form;
        this.check = check;
        this.rehashing = rehashing;
        this.users = users;
    }

    /** Counts the attempt before its body is read, so that silent clients are throttled as well. */
    @Override
    public Optional<Reply> beforeBody(RequestView request) {
        LoginOutcome refused = check.countSource(request.clientAddress());
        return refused == null ? Optional.empty() : Optional.of(refusal(refused));
    }

    @Override
    public Reply handle(EndpointRequest request) {
        LoginForm.Content content = form.read(request);
        if (content instanceof LoginForm.Content.Credentials credentials) {
            LoginOutcome outcome =
                    check.checkCounted(credentials.name(), credentials.password(), request.clientAddress());
            return answer(outcome, credentials, request);
        }
        LoginForm.Content.Malformed malformed = (LoginForm.Content.Malformed) content;
        return LoginReplies.malformed(malformed.status(), malformed.message());
    }

    private Reply answer(LoginOutcome outcome, LoginForm.Content.Credentials credentials, EndpointRequest request) {
        if (outcome instanceof LoginOutcome.Passed passed) {
            return loggedIn(passed.user(), credentials, request);
        }
        return refusal(outcome);
    }

    private static Reply refusal(LoginOutcome outcome) {
        if (outcome instanceof LoginOutcome.Throttled throttled) {
            return LoginReplies.throttled(throttled.reason(), throttled.retryAfter());
        }
        if (outcome instanceof LoginOutcome.Unavailable unavailable) {
            return LoginReplies.unavailable(unavailable.reason(), unavailable.retryAfter());
        }
        return LoginReplies.refused(((LoginOutcome.Refused) outcome).reason());
    }

    private Reply loggedIn(User passed, LoginForm.Content.Credentials credentials, EndpointRequest request) {
        try {
            User user = rehashing.afterLogin(passed, credentials.password());
            Caller caller = LocalCaller.of(user, owner, clock.instant());
            // The old session ends first. If the new one can't be opened, the user must not keep a session that
            // seems to have been replaced.
            for (String old : PresentedSessions.of(request, sessions).values()) {
                sessions.end(old);
            }
            Sessions.Opened opened = sessions.open(new Sessions.NewSession(
                    owner, caller, null, null, null, credentials.staySignedIn(), LocalCaller.fingerprint(user)));
            users.learn(user);
            return Reply.status(204)
                    .with(ResponseAdditions.of(opened.cookie()))
                    .with(new Reply.Event.LoggedIn(opened.record().caller()));
        } catch (SessionsUnavailableException unavailable) {
            return LoginReplies.unavailable(Reason.of("login.sessions-unavailable"), unavailable.retryAfter());
        }
    }
}
