package dev.gatehouse.identity.login;

import dev.gatehouse.identity.provider.LoginProvider;
import dev.gatehouse.identity.provider.ProviderMetadata;
import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people see of the log-in: the ways to log in, and a page with a way on for everything that can go wrong.
 * Thread-safe.
 *
 * @param loginPath where a log-in begins
 * @param options the ways to log in
 * @param place where browsers see this application
 * @param sessions the sessions
 */
record LoginSite(String loginPath, List<LoginOption> options, PublicPlace place, Sessions sessions) {

    /** Copies the list. */
    LoginSite {
        options = List.copyOf(options);
    }

    /** Returns the page to choose a way to log in. */
    Reply choice(RequestView request, ReturnPath path) {
        return LoginPages.page(200, "Log in", List.of("How do you want to log in?"), ways(request, path));
    }

    /** Returns the page for a browser that has a session and did not ask for another one here. */
    Reply alreadyLoggedIn(RequestView request, Caller caller, ReturnPath path) {
        List<LoginPages.Link> links = new ArrayList<>();
        links.add(new LoginPages.Link("Continue", PublicPlace.contextPath(request) + path.value()));
        links.addAll(ways(request, path));
        return LoginPages.page(
                200, "You are logged in", List.of("You are logged in as " + caller.displayName() + "."), links);
    }

    /** Returns a page for a refused log-in, with ways to try again. */
    Reply refused(RequestView request, int status, Reason reason, String... text) {
        List<LoginPages.Link> links = new ArrayList<>();
        if (liveSession(request) != null) {
            links.add(new LoginPages.Link("Continue with your session", home(request)));
        }
        links.addAll(ways(request, ReturnPath.HOME));
        return LoginPages.page(status, "The log-in did not succeed", List.of(text), links)
                .with(new Reply.Event.LoginRefused(reason));
    }

    /** Returns a page for a log-in that is not possible now. */
    Reply unavailable(RequestView request, Reason reason, Duration retryAfter, String text) {
        return LoginPages.page(
                        503,
                        "Logging in is not possible now",
                        List.of(text, "Try again in a moment."),
                        ways(request, ReturnPath.HOME))
                .retryAfter(retryAfter)
                .with(new Reply.Event.LoginRefused(reason));
    }

    /** Returns the page for a person who lacks the permission to use the application. */
    Reply permissionMissing(
            EndpointRequest request,
            LoginProvider provider,
            @Nullable ProviderMetadata metadata,
            Caller caller,
            Set<String> permissions) {
        List<String> sorted = permissions.stream().sorted().toList();
        String needed = sorted.size() == 1
                ? "the permission " + sorted.get(0)
                : "one of the permissions " + String.join(", ", sorted);
        List<LoginPages.Link> links = new ArrayList<>();
        links.add(new LoginPages.Link(
                "Log in with another account", begin(request, provider.alias(), ReturnPath.HOME) + "&account=other"));
        if (metadata != null && metadata.endSession() != null) {
            links.add(new LoginPages.Link(
                    "Log out at " + provider.title(), endOf(metadata.endSession(), request, provider)));
        }
        if (options.size() > 1) {
            links.add(new LoginPages.Link("Log in another way", PublicPlace.contextPath(request) + loginPath));
        }
        return LoginPages.page(
                        403,
                        "You have no access yet",
                        List.of(
                                "You are logged in at " + provider.title() + " as " + caller.displayName()
                                        + ", but this account does not have " + needed
                                        + ", which this application requires.",
                                "Ask an administrator to assign it, or use another account."),
                        links)
                .with(new Reply.Event.LoginRefused(
                        LoginReasons.PERMISSION_MISSING.withDetail("the caller has " + caller.permissions())));
    }

    /**
     * The link has no {@code id_token_hint}, because it would be in the page and the history of the browser. The
     * provider therefore asks the user to confirm.
     */
    private String endOf(URI endSession, EndpointRequest request, LoginProvider provider) {
        return endSession + (endSession.getRawQuery() == null ? "?" : "&") + "client_id="
                + encoded(provider.clientId()) + "&post_logout_redirect_uri="
                + encoded(place.url(request, "/").toString());
    }

    private List<LoginPages.Link> ways(RequestView request, ReturnPath path) {
        List<LoginPages.Link> links = new ArrayList<>();
        for (LoginOption option : options) {
            links.add(
                    option.kind() == LoginOption.Kind.OPENID
                            ? new LoginPages.Link("Log in with " + option.title(), begin(request, option.name(), path))
                            : new LoginPages.Link(
                                    "Log in with name and password", PublicPlace.contextPath(request) + option.path()));
        }
        return links;
    }

    /** Returns the URL at which a log-in with a provider begins. */
    private String begin(RequestView request, String provider, ReturnPath path) {
        String context = PublicPlace.contextPath(request);
        String back = path.equals(ReturnPath.HOME) ? "" : "&return=" + encoded(context + path.value());
        return context + loginPath + "?provider=" + encoded(provider) + back;
    }

    private static String home(RequestView request) {
        return PublicPlace.contextPath(request) + "/";
    }

    /** Returns the caller of the session that the browser has; {@code null} if it has none, or none can be read. */
    @Nullable
    Caller liveSession(RequestView request) {
        List<String> cookies = request.cookies(sessions.source().name());
        if (cookies.size() != 1) {
            return null;
        }
        try {
            return sessions.find(cookies.get(0)) instanceof Sessions.Lookup.Live live
                    ? live.record().caller()
                    : null;
        } catch (SessionsUnavailableException unavailable) {
            return null;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
