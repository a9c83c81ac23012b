package dev.gatehouse.identity.login;

import dev.gatehouse.identity.provider.LoginVerifier;
import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.identity.provider.StoredTokens;
import dev.gatehouse.identity.provider.TokenSet;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.spi.SetCookie;
import dev.gatehouse.support.PresentedSessions;
import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the session of a person whose tokens were verified. It always has a new secret, and the sessions that the
 * browser had end before. Thread-safe.
 *
 * @param owner the name of the mechanism
 * @param sessions the sessions
 * @param stored writes tokens into sessions
 * @param permissions the permissions of which the person needs one; empty if none is needed
 * @param site the pages
 */
record SessionEntry(String owner, Sessions sessions, StoredTokens stored, Set<String> permissions, LoginSite site) {

    /** Copies the set. */
    SessionEntry {
        permissions = Set.copyOf(permissions);
    }

    Reply enter(
            EndpointRequest request,
            ProviderClient client,
            TokenSet tokens,
            LoginVerifier.Checked.Passed passed,
            ReturnPath path) {
        Caller caller = passed.caller();
        if (!permissions.isEmpty() && Collections.disjoint(permissions, caller.permissions())) {
            revoke(client, tokens);
            return site.permissionMissing(
                    request, client.provider(), client.known().orElse(null), caller, permissions);
        }
        Optional<Reason> problem = stored.problem(tokens);
        if (problem.isPresent()) {
            revoke(client, tokens);
            return site.refused(
                    request,
                    502,
                    problem.get(),
                    "The tokens of " + client.provider().title()
                            + " cannot be stored. An administrator must correct its settings.");
        }
        SessionTokens kept = new SessionTokens(client.provider().alias(), tokens);
        try {
            // The old session ends first. If the new one can't be opened, the user must not keep a session that seems
            // to have been replaced.
            for (String old : PresentedSessions.of(request, sessions).values()) {
                sessions.end(old);
            }
            Sessions.Opened opened = sessions.open(new Sessions.NewSession(
                    owner, caller, passed.sid(), null, null, false, id -> stored.seal(id, kept)));
            return onward(request, opened.cookie(), path)
                    .with(ResponseAdditions.of(opened.cookie()))
                    .with(new Reply.Event.LoggedIn(opened.record().caller()));
        } catch (SessionsUnavailableException unavailable) {
            revoke(client, tokens);
            return site.unavailable(
                    request,
                    LoginReasons.SESSIONS_UNAVAILABLE,
                    unavailable.retryAfter(),
                    "The server cannot open a session at the moment.");
        }
    }

    /** The tokens will not be used. */
    private static void revoke(ProviderClient client, TokenSet tokens) {
        if (tokens.refreshToken() != null) {
            client.revoke(tokens.refreshToken(), "refresh_token");
        }
    }

    private static Reply onward(EndpointRequest request, SetCookie cookie, ReturnPath path) {
        return cookie.sameSite() == SetCookie.SameSite.STRICT
                ? LoginPages.onward(PublicPlace.contextPath(request) + path.value())
                : Reply.seeOther(URI.create(path.value()));
    }
}
