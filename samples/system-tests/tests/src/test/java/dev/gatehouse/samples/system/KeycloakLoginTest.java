package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import dev.gatehouse.keycloak.Patience;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People log in with the newest Keycloak. */
@ExtendWith(Keycloak.class)
class KeycloakLoginTest implements LoginContract {

    @TempDir
    static Path folder;

    private static KeycloakServer server;
    private static LoginCluster cluster;

    @BeforeAll
    static void start(KeycloakServer keycloak) throws IOException, InterruptedException {
        server = keycloak;
        cluster = LoginCluster.start(folder, new KeycloakProvider(keycloak));
    }

    @AfterAll
    static void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void rotatedKeys_failNoRequestAndNoLogin() throws Exception {
        cluster.provider().shortTokens();
        WebBrowser before = new WebBrowser();
        cluster.logIn(before, "demo");
        KeycloakAdmin admin = new KeycloakAdmin(server);
        String old = admin.signingKey("RS256");

        admin.addKey("rsa-login", "rsa-generated", "algorithm", "RS256", "keySize", "2048");

        assertNotEquals(old, admin.signingKey("RS256"));
        WebBrowser after = new WebBrowser();
        assertEquals(200, cluster.logIn(after, "demo").status());
        long refreshes = cluster.provider().refreshes();
        // Each node has to verify a token with the new key.
        while (cluster.provider().refreshes() < refreshes + 4) {
            assertEquals(List.of(200, 200), cluster.statuses(before));
            assertEquals(List.of(200, 200), cluster.statuses(after));
        }
    }

    @Test
    void stoppedKeycloak_leavesSessionsAndRefusesNewLoginsWithAPage() throws Exception {
        WebBrowser browser = new WebBrowser();
        cluster.logIn(browser, "demo");
        server.stop();
        try {
            assertEquals(List.of(200, 200), cluster.statuses(browser));
            assertNoLogin(1);
            // A node that starts now has neither the metadata of Keycloak nor its keys.
            cluster.kill(0);
            cluster.restart(0);
            assertEquals(List.of(200, 200), cluster.statuses(browser));
            assertNoLogin(0);
        } finally {
            server.start();
        }
        WebBrowser.Page page = cluster.logIn(new WebBrowser(), "demo");
        assertEquals(200, page.status(), page::body);
        assertEquals(List.of(200, 200), cluster.statuses(browser));
    }

    /** For some seconds after its last answer, Keycloak is taken to be there, and browsers are sent to it. */
    private static void assertNoLogin(int node) throws IOException, InterruptedException {
        URI login = cluster.address(node).resolve("/api/login");
        WebBrowser.Page page = new WebBrowser().visit(login);
        while (page.status() == 303) {
            Patience.pause();
            page = new WebBrowser().visit(login);
        }
        assertEquals(503, page.status(), page::body);
        assertTrue(page.body().contains("does not answer"), page::body);
        assertTrue(page.body().contains("href=\"/api/login"), page::body);
    }

    @Override
    public LoginCluster cluster() {
        return cluster;
    }
}
