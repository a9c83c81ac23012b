package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.keycloak.Keycloak;
import dev.gatehouse.keycloak.KeycloakAdmin;
import dev.gatehouse.keycloak.KeycloakServer;
import java.io.IOException;
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
        WebBrowser before = new WebBrowser();
        cluster.logIn(before, "demo");
        new KeycloakAdmin(server).addKey("rsa-login", "rsa-generated", "algorithm", "RS256", "keySize", "2048");

        WebBrowser after = new WebBrowser();
        assertEquals(200, cluster.logIn(after, "demo").status());
        assertEquals(List.of(200, 200), cluster.statuses(before));
        assertEquals(List.of(200, 200), cluster.statuses(after));
    }

    @Test
    void stoppedKeycloak_leavesSessionsAndRefusesNewLoginsWithAPage() throws Exception {
        WebBrowser browser = new WebBrowser();
        cluster.logIn(browser, "demo");
        server.stop();
        try {
            assertEquals(List.of(200, 200), cluster.statuses(browser));
            // A node that starts now has not read the metadata of Keycloak.
            cluster.kill(0);
            cluster.restart(0);
            assertEquals(List.of(200, 200), cluster.statuses(browser));
            WebBrowser.Page page = new WebBrowser().open(cluster.address(0).resolve("/api/login"));
            assertEquals(503, page.status(), page::body);
            assertTrue(page.body().contains("Log in"), page::body);
        } finally {
            server.start();
        }
        assertEquals(200, cluster.logIn(new WebBrowser(), "demo").status());
    }

    @Override
    public LoginCluster cluster() {
        return cluster;
    }
}
