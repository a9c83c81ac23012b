package dev.gatehouse.samples.system;

import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** A real Keycloak. Closing it leaves it running. */
final class KeycloakProvider implements OpenIdProvider {

    private static final int SHORT_SECONDS = 4;

    private final KeycloakServer server;
    private final KeycloakAdmin admin;

    KeycloakProvider(KeycloakServer server) {
        this.server = server;
        this.admin = new KeycloakAdmin(server);
    }

    @Override
    public void register(URI application) {
        admin.recordEvents();
        admin.backchannelLogout("tasklist", application.resolve("/api/login/back-channel-logout"));
        admin.tokenLifespan("tasklist", 0);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.login.provider", "camunda",
                "auth.login.issuer", server.issuer(),
                "auth.login.client-id", "tasklist",
                "auth.login.client-secret", "tasklist-secret",
                "auth.login.audience", "tasklist-api");
    }

    @Override
    public WebBrowser.Page logIn(WebBrowser browser, WebBrowser.Page page, String user)
            throws IOException, InterruptedException {
        return browser.submit(page, Map.of("username", user, "password", user));
    }

    @Override
    public WebBrowser.Page logOut(WebBrowser browser, WebBrowser.Page page) {
        return page;
    }

    @Override
    public void shortTokens() {
        admin.tokenLifespan("tasklist", SHORT_SECONDS);
    }

    @Override
    public long refreshes() {
        return admin.events("REFRESH_TOKEN");
    }

    @Override
    public int sessions(String user) {
        return admin.sessions(user);
    }

    @Override
    public void endSessions(String user) {
        admin.endSessions(user);
    }

    @Override
    public void close() {
        admin.tokenLifespan("tasklist", 0);
    }
}
