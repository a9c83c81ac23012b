package dev.gatehouse.identity;

import dev.gatehouse.identity.login.LoginEndpoints;
import dev.gatehouse.identity.login.LoginSettings;
import dev.gatehouse.identity.provider.LoginProviderSettings;
import dev.gatehouse.identity.provider.OpenIdProviders;
import dev.gatehouse.identity.session.ProviderSessions;
import dev.gatehouse.identity.session.SessionProvider;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the mechanism {@code login}: people log in with OpenID providers ({@code auth.login.issuer},
 * {@code auth.login.client-id}) and are then recognised by a session cookie. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class LoginMechanismFactory implements AuthenticationMechanismFactory {

    /** For {@link java.util.ServiceLoader}. */
    public LoginMechanismFactory() {}

    @Override
    public String name() {
        return "login";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(LoginSettings.all());
        settings.addAll(LoginProviderSettings.all());
        settings.addAll(ProviderSessions.settings());
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        OpenIdProviders providers = OpenIdProviders.create(context);
        ProviderSessions life = null;
        LoginMechanism mechanism = null;
        try {
            life = ProviderSessions.open(context, sessionProviders(providers), LoginSettings.place(context.settings()));
            List<Endpoint> endpoints = new ArrayList<>(LoginEndpoints.of(context, providers, life.tokens()));
            endpoints.addAll(life.endpoints());
            mechanism = new LoginMechanism(
                    context.sessions(), providers, endpoints, LoginSettings.loginPath(context.settings()), life);
            return mechanism;
        } finally {
            if (mechanism == null) {
                if (life != null) {
                    life.close();
                }
                providers.close();
            }
        }
    }

    private static List<SessionProvider> sessionProviders(OpenIdProviders providers) {
        return providers.byAlias().values().stream()
                .map(entry -> new SessionProvider(entry.client(), entry.verifier(), entry.idTokens()))
                .toList();
    }
}
