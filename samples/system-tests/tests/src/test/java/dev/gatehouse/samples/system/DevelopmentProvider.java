package dev.gatehouse.samples.system;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.LogoutDelivery;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.faults.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The provider for development, in this process. */
final class DevelopmentProvider implements OpenIdProvider {

    private final IdentityProvider provider = IdentityProvider.demo()
            .keycloakAccessTokenLifetime(Duration.ofSeconds(4))
            .start();
    private long codes;

    @Override
    public void register(URI application) {
        provider.register(Client.builder("tasklist")
                .secret("tasklist-secret")
                .audiences("tasklist-api")
                .redirectUris(application.resolve("/identity-callback").toString())
                .postLogoutRedirectUris(application.resolve("/").toString())
                .backchannelLogoutUri(
                        application.resolve("/api/login/back-channel-logout").toString())
                .jwtRefreshTokens()
                .build());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.login.provider", "camunda",
                "auth.login.issuer", provider.keycloak().issuer(),
                "auth.login.client-id", "tasklist",
                "auth.login.client-secret", "tasklist-secret",
                "auth.login.audience", "tasklist-api");
    }

    @Override
    public WebBrowser.Page logIn(WebBrowser browser, WebBrowser.Page page, String user)
            throws IOException, InterruptedException {
        codes++;
        return browser.submit(page, Map.of("username", user, "password", user));
    }

    @Override
    public WebBrowser.Page logOut(WebBrowser browser, WebBrowser.Page page) {
        return page;
    }

    /** They always are. */
    @Override
    public void shortTokens() {}

    @Override
    public long refreshes() {
        return provider.keycloak().requests(Endpoint.TOKEN) - codes;
    }

    @Override
    public int sessions(String user) {
        return provider.keycloak().sessionsOf(user);
    }

    @Override
    public void endSessions(String user) {
        for (LogoutDelivery delivery : provider.keycloak().endSessionsOf(user)) {
            if (!delivery.isConfirmed()) {
                throw new AssertionError("not confirmed: " + delivery);
            }
        }
    }

    @Override
    public void close() {
        provider.close();
    }
}
