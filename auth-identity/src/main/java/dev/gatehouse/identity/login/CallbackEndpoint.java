package dev.gatehouse.identity.login;

import dev.gatehouse.identity.provider.LoginVerifier;
import dev.gatehouse.identity.provider.LoginVerifier.Checked;
import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.ProviderMetadata;
import dev.gatehouse.identity.provider.TokenAnswer;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes the response of one provider and finishes the log-in. Every response counts once, only in the browser that
 * began the log-in, only on the path of its provider, and only from its issuer. Thread-safe.
 *
 * @param client the provider
 * @param verifier verifies its tokens
 * @param entry opens sessions
 * @param site the pages
 * @param used the responses that came before
 * @param clock the wall clock
 * @param timeout how long a log-in may take
 */
record CallbackEndpoint(
        ProviderClient client,
        LoginVerifier verifier,
        SessionEntry entry,
        LoginSite site,
        UsedStates used,
        Clock clock,
        Duration timeout)
        implements Endpoint.Handler {

    private static final String START_AGAIN = "Start again; nothing was changed.";

    @Override
    public Reply handle(EndpointRequest request) {
        CallbackParameters response = CallbackParameters.of(request);
        if (response instanceof CallbackParameters.Malformed malformed) {
            return site.refused(request, 400, malformed.reason(), "The log-in response is incomplete.", START_AGAIN);
        }
        boolean granted = response instanceof CallbackParameters.Code;
        String state = granted
                ? ((CallbackParameters.Code) response).state()
                : ((CallbackParameters.Declined) response).state();
        String issuer = granted
                ? ((CallbackParameters.Code) response).issuer()
                : ((CallbackParameters.Declined) response).issuer();
        LoginAttempt attempt = AttemptCookies.find(request, state);
        if (attempt == null) {
            return site.refused(
                    request,
                    400,
                    LoginReasons.STATE_UNKNOWN,
                    "This log-in has already been completed, was not started in this browser, or the browser did not"
                            + " keep its cookie.",
                    START_AGAIN);
        }
        Reply reply;
        Reason refusal = refusal(attempt, state, issuer);
        if (refusal != null) {
            reply = site.refused(request, 400, refusal, textOf(refusal), START_AGAIN);
        } else if (response instanceof CallbackParameters.Code code) {
            reply = exchange(request, attempt, code.code());
        } else {
            reply = declined(request, ((CallbackParameters.Declined) response).error());
        }
        return withoutAttempt(request, reply, state);
    }

    /** The attempt is over, whatever came of it. */
    private static Reply withoutAttempt(EndpointRequest request, Reply reply, String state) {
        ResponseAdditions additions = reply.additions().with(AttemptCookies.deletion(request, state));
        return reply.with(additions);
    }

    private @Nullable Reason refusal(LoginAttempt attempt, String state, @Nullable String issuer) {
        if (!attempt.provider().equals(client.provider().alias())) {
            return LoginReasons.MIX_UP;
        }
        if (attempt.isExpired(clock.instant(), timeout)) {
            return LoginReasons.STATE_EXPIRED;
        }
        if (!used.add(state, clock.instant(), timeout)) {
            return LoginReasons.STATE_USED;
        }
        if (issuer != null && !issuer.equals(client.provider().issuer())) {
            return LoginReasons.ISSUER_MISMATCH;
        }
        boolean promised = client.known().map(ProviderMetadata::responseIssuer).orElse(false);
        return issuer == null && promised ? LoginReasons.ISSUER_MISSING : null;
    }

    private static String textOf(Reason reason) {
        if (reason.equals(LoginReasons.STATE_EXPIRED)) {
            return "The log-in took too long.";
        }
        return reason.equals(LoginReasons.STATE_USED)
                ? "This log-in has already been completed."
                : "The response did not come from the provider that you were sent to.";
    }

    private Reply declined(EndpointRequest request, String error) {
        Reason reason = LoginReasons.PROVIDER_REFUSED.withDetail(
                client.provider().alias() + " answered with the error " + error);
        if (error.equals("temporarily_unavailable") || error.equals("server_error")) {
            return site.unavailable(
                    request,
                    reason,
                    Duration.ofSeconds(5),
                    client.provider().title() + " has a problem at the moment.");
        }
        String text = error.equals("access_denied")
                ? "The log-in was cancelled, or " + client.provider().title() + " does not allow it."
                : client.provider().title() + " did not accept the log-in.";
        return site.refused(request, 403, reason, text);
    }

    private Reply exchange(EndpointRequest request, LoginAttempt attempt, String code) {
        String title = client.provider().title();
        TokenAnswer answer = client.exchange(
                code,
                attempt.verifier(),
                site.place().url(request, client.provider().redirectPath()));
        if (answer instanceof TokenAnswer.Issued issued) {
            return verify(request, attempt, issued.tokens());
        }
        if (answer instanceof TokenAnswer.Unavailable unavailable) {
            return site.unavailable(
                    request,
                    LoginReasons.PROVIDER_UNAVAILABLE.withDetail(
                            client.provider().alias() + ": " + unavailable.problem()),
                    unavailable.retryAfter(),
                    title + " does not answer.");
        }
        TokenAnswer.Refused refused = (TokenAnswer.Refused) answer;
        if (refused.invalidGrant()) {
            return site.refused(
                    request,
                    400,
                    LoginReasons.CODE_REFUSED,
                    "This log-in has already been completed, or it took too long.",
                    START_AGAIN);
        }
        return site.refused(
                request,
                502,
                LoginReasons.CLIENT_REFUSED.withDetail(
                        client.provider().alias() + " answered with the error " + refused.error()),
                title + " does not accept this application. An administrator must correct its settings.");
    }

    private Reply verify(EndpointRequest request, LoginAttempt attempt, TokenSet tokens) {
        Checked checked = verifier.atLogin(tokens, attempt.nonce());
        if (checked instanceof Checked.Passed passed) {
            return entry.enter(request, client, tokens, passed, attempt.path());
        }
        if (checked instanceof Checked.Undecided undecided) {
            return site.unavailable(
                    request,
                    undecided.reason(),
                    undecided.retryAfter(),
                    "The response of " + client.provider().title() + " cannot be verified at the moment.");
        }
        return site.refused(
                request,
                400,
                ((Checked.Refused) checked).reason(),
                client.provider().title() + " answered with tokens that this application does not accept.",
                START_AGAIN);
    }
}
