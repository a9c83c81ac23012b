package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.User;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.util.Optional;

/** Logs in: a new session for the right password, the same refusal for everything else. Thread-safe. */
final class LoginEndpoint implements Endpoint.Handler {

    private final LoginForm form;
    private final PasswordCheck check;
    private final Rehashing rehashing;
    private final SessionEntry entry;

    LoginEndpoint(LoginForm form, PasswordCheck check, Rehashing rehashing, SessionEntry entry) {
        this.form = form;
        this.check = check;
        this.rehashing = rehashing;
        this.entry = entry;
    }

    /** Counts the attempt before its body is read, so that silent clients are throttled as well. */
    @Override
    public Optional<Reply> beforeBody(RequestView request) {
        LoginOutcome refused = check.countSource(request.clientAddress());
        return refused == null ? Optional.empty() : Optional.of(LoginReplies.of(refused));
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
            try {
                User user = rehashing.afterLogin(passed.user(), credentials.password());
                return entry.enter(request, user, LocalCaller.PASSWORD, credentials.staySignedIn());
            } catch (SessionsUnavailableException unavailable) {
                return LoginReplies.unavailable(SessionEntry.UNAVAILABLE, unavailable.retryAfter());
            }
        }
        return LoginReplies.of(outcome);
    }
}
