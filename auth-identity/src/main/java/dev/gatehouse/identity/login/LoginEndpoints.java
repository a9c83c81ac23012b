package dev.gatehouse.identity.login;

import dev.gatehouse.identity.provider.OpenIdProviders;
import dev.gatehouse.identity.provider.ProviderClient;
import dev.gatehouse.identity.provider.StoredTokens;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the endpoints of the log-in.
 *
 * @since 0.1
 */
@Internal
public final class LoginEndpoints {

    private LoginEndpoints() {}

    /**
     * Returns the endpoints: where a log-in begins, the list of the ways to log in, and one for the responses of each
     * provider.
     *
     * @param stored writes tokens into sessions
     * @throws dev.gatehouse.spi.settings.SettingException if a setting cannot be used
     */
    public static List<Endpoint> of(MechanismContext context, OpenIdProviders providers, StoredTokens stored) {
        LoginSettings.checkRedirectRoot(context);
        Settings settings = context.settings();
        String path = settings.get(LoginSettings.PATH);
        Duration timeout = settings.get(LoginSettings.TIMEOUT);
        Sessions sessions = context.sessions();
        List<LoginOption> options = options(settings, providers, path);
        LoginSite site = new LoginSite(path, options, LoginSettings.place(settings), sessions);
        SessionEntry entry =
                new SessionEntry(context.name(), sessions, stored, LoginSettings.permissions(settings), site);
        UsedStates used = context.state("login-states", UsedStates.class, UsedStates::new);
        Map<String, ProviderClient> clients = new LinkedHashMap<>();
        providers.byAlias().forEach((alias, provider) -> clients.put(alias, provider.client()));
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(new Endpoint("GET", path, new BeginEndpoint(clients, site, context.clock(), timeout)));
        endpoints.add(new Endpoint("GET", settings.get(LoginSettings.OPTIONS_PATH), new OptionsEndpoint(options)));
        providers
                .byAlias()
                .values()
                .forEach(provider -> endpoints.add(new Endpoint(
                        "GET",
                        provider.client().provider().redirectPath(),
                        new CallbackEndpoint(
                                provider.client(), provider.verifier(), entry, site, used, context.clock(), timeout))));
        return List.copyOf(endpoints);
    }

    /** Returns the prefixes of the names of the cookies that the endpoints own. */
    public static Set<String> cookiePrefixes() {
        return AttemptCookies.prefixes();
    }

    private static List<LoginOption> options(Settings settings, OpenIdProviders providers, String path) {
        List<LoginOption> options = new ArrayList<>();
        providers
                .byAlias()
                .forEach((alias, provider) -> options.add(new LoginOption(
                        alias,
                        provider.client().provider().title(),
                        path + "?provider=" + URLEncoder.encode(alias, StandardCharsets.UTF_8),
                        LoginOption.Kind.OPENID)));
        settings.find(LoginSettings.LOCAL_PAGE)
                .ifPresent(page ->
                        options.add(new LoginOption("local", "Name and password", page, LoginOption.Kind.PASSWORD)));
        return List.copyOf(options);
    }
}
