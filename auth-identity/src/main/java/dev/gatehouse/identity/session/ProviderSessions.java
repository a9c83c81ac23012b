package dev.gatehouse.identity.session;

import dev.gatehouse.identity.provider.PublicPlace;
import dev.gatehouse.identity.provider.SessionTokens;
import dev.gatehouse.identity.provider.StoredTokens;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.SessionGuard;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The life of the sessions that a log-in mechanism opens. The mechanism declares {@link #settings()}, writes
 * {@linkplain #tokens() tokens} into the sessions that it opens, and returns {@link #guard()} and {@link #endpoints()}
 * as its own. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class ProviderSessions implements AutoCloseable {

    private final SealedTokens sealed;
    private final Map<String, RefreshTarget> targets;
    private final RefreshThreads threads;
    private final RevocationQueue revocations;
    private final LogoutTokenVerifier logoutTokens;
    private final SessionGuard guard;
    private final List<Endpoint> endpoints;

    private ProviderSessions(MechanismContext context, List<SessionProvider> providers, PublicPlace place) {
        Settings settings = context.settings();
        Sessions sessions = context.sessions();
        RefreshLimits limits = new RefreshLimits(
                settings.get(SessionTokenSettings.AHEAD),
                settings.get(SessionTokenSettings.GRACE),
                context.httpTimeout());
        this.sealed = new SealedTokens(keys(context, sessions), context.clock(), limits.ahead());
        Map<String, SessionProvider> byAlias = new LinkedHashMap<>();
        Map<String, RefreshTarget> targetsByAlias = new LinkedHashMap<>();
        for (SessionProvider provider : providers) {
            byAlias.put(provider.configured().alias(), provider);
            targetsByAlias.put(provider.configured().alias(), RefreshTarget.of(provider));
        }
        this.targets = Map.copyOf(targetsByAlias);
        this.threads = new RefreshThreads(limits.call());
        this.revocations = new RevocationQueue(threads);
        Refresher refresher = new Refresher(sessions, sealed, targets, threads, context.clock(), limits);
        this.guard = new SessionRefresh(refresher, this::loggedOut, context.clock(), limits.grace(), limits.patience());
        this.logoutTokens = LogoutTokenVerifier.start(context, providers);
        BackChannelLogout backChannel = new BackChannelLogout(
                sessions,
                logoutTokens,
                context.state("logout-tokens", RecentLogoutTokens.class, RecentLogoutTokens::new),
                context.state("logout-token-sources", RefusedSources.class, RefusedSources::new),
                context.name());
        String path = settings.get(SessionTokenSettings.LOGOUT_PATH);
        LogoutEndpoint logout = new LogoutEndpoint(
                sessions, sealed, Map.copyOf(byAlias), place, settings.get(SessionTokenSettings.AFTER_LOGOUT_PATH));
        this.endpoints = List.of(
                new Endpoint("POST", path, logout),
                new Endpoint("POST", settings.get(SessionTokenSettings.BACK_CHANNEL_PATH), backChannel, true));
    }

    /** Returns the settings to declare. */
    public static List<Setting<?>> settings() {
        return SessionTokenSettings.ALL;
    }

    /**
     * Creates what the sessions of providers need, and starts to fetch the keys of their logout tokens.
     *
     * @param place where browsers see the application
     * @throws SettingException if a setting cannot be used, or if sessions are stored outside of this process and there
     *     is no key for their tokens
     */
    public static ProviderSessions open(MechanismContext context, List<SessionProvider> providers, PublicPlace place) {
        return new ProviderSessions(context, providers, place);
    }

    private static TokenKeys keys(MechanismContext context, Sessions sessions) {
        Settings settings = context.settings();
        Optional<List<String>> files = settings.find(SessionTokenSettings.KEYS);
        if (files.isPresent()) {
            return TokenKeys.ofFiles(settings, SessionTokenSettings.KEYS, files.get());
        }
        if (!sessions.inMemory()) {
            throw settings.refuse(
                    SessionTokenSettings.KEYS,
                    "is missing, but the tokens of sessions are stored outside of this process; " + TokenKeys.remedy());
        }
        return context.state("session-key", TokenKeys.class, TokenKeys::generated);
    }

    private void loggedOut(SessionRecord session) {
        SessionTokens tokens = sealed.open(session).orElse(null);
        RefreshTarget target = tokens == null ? null : targets.get(tokens.provider());
        if (tokens != null && target != null) {
            revocations.logOut(target.provider().client(), tokens.tokens());
        }
    }

    /** Returns what writes tokens into sessions. */
    public StoredTokens tokens() {
        return sealed;
    }

    /** Returns the guard of the sessions. It blocks while a session is refreshed whose access token has expired. */
    public SessionGuard guard() {
        return guard;
    }

    /** Returns the endpoints: logout, and back-channel logout. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Returns whether sessions can be refreshed now. */
    public Health health() {
        List<String> down = new ArrayList<>();
        targets.forEach((alias, target) -> {
            if (target.breaker().isOpen()) {
                down.add(alias);
            }
        });
        return down.isEmpty()
                ? Health.up()
                : new Health(
                        Health.State.DEGRADED,
                        "sessions of these providers are not refreshed, because they do not answer: "
                                + String.join(", ", down));
    }

    /** Waits for refreshes in progress, then releases the resources. Sessions stay. */
    @Override
    public void close() {
        threads.close();
        logoutTokens.close();
    }
}
