package dev.gatehouse.identity.login;

import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.ProviderUnavailableException;
import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins a log-in: sends the browser to the provider, or shows a page to choose one. A log-in that another site begins
 * does not replace a session that the browser has. Thread-safe.
 *
 * @param clients the providers by their aliases
 * @param site the pages
 * @param clock the wall clock
 * @param timeout how long a log-in may take
 */
record BeginEndpoint(Map<String, ProviderClient> clients, LoginSite site, Clock clock, Duration timeout)
        implements Endpoint.Handler {

    private static final List<String> ONCE = List.of("return", "provider", "account");

    @Override
    public Reply handle(EndpointRequest request) {
        for (String name : ONCE) {
            if (request.queryParameters(name).size() > 1) {
                return site.refused(request, 400, LoginReasons.PARAMETERS, "The address of this page is not valid.");
            }
        }
        String wanted = value(request, "return");
        ReturnPath path = wanted == null ? ReturnPath.HOME : ReturnPath.parse(wanted, PublicPlace.contextPath(request));
        if (path == null) {
            return site.refused(
                    request,
                    400,
                    LoginReasons.RETURN_PATH,
                    "The link asks to continue at an address outside this application, so it was not followed.");
        }
        String alias = value(request, "provider");
        Caller caller = alias == null || fromAnotherSite(request) ? site.liveSession(request) : null;
        if (caller != null) {
            return site.alreadyLoggedIn(request, caller, path);
        }
        if (alias == null && site.options().size() > 1) {
            return site.choice(request, path);
        }
        ProviderClient client = alias == null ? clients.values().iterator().next() : clients.get(alias);
        if (client == null) {
            return site.refused(
                    request, 400, LoginReasons.PROVIDER_UNKNOWN, "This way to log in is no longer available.");
        }
        return begin(request, client, path);
    }

    private Reply begin(EndpointRequest request, ProviderClient client, ReturnPath path) {
        String alias = client.provider().alias();
        LoginAttempt attempt = LoginAttempt.begin(alias, clock.instant(), path);
        boolean other = "other".equals(value(request, "account"));
        try {
            URI target = AuthorizationRequests.url(
                    client,
                    attempt,
                    site.place().url(request, client.provider().redirectPath()),
                    other ? client.provider().request().otherAccount() : null);
            ResponseAdditions cookies = AttemptCookies.begin(request, attempt, timeout);
            return Reply.seeOther(target).with(cookies);
        } catch (ProviderUnavailableException unavailable) {
            return site.unavailable(
                    request,
                    LoginReasons.PROVIDER_UNAVAILABLE.withDetail(alias + ": " + unavailable.getMessage()),
                    unavailable.retryAfter(),
                    client.provider().title() + " does not answer.");
        }
    }

    private static @Nullable String value(EndpointRequest request, String name) {
        List<String> values = request.queryParameters(name);
        return values.isEmpty() ? null : values.get(0);
    }

    private static boolean fromAnotherSite(EndpointRequest request) {
        List<String> sites = request.headers("Sec-Fetch-Site");
        return !sites.isEmpty()
                && !List.of("same-origin").equals(sites)
                && !List.of("none").equals(sites);
    }
}
