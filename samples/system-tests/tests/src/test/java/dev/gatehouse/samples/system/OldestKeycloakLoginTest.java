package dev.gatehouse.samples.system;

import dev.gatehouse.keycloak.KeycloakServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** People log in with Keycloak 26.0.0. */
class OldestKeycloakLoginTest implements LoginContract {

    @TempDir
    static Path folder;

    private static KeycloakServer keycloak;
    private static LoginCluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        try {
            keycloak = KeycloakServer.startFresh(
                    Path.of(System.getProperty("keycloak.oldest.home")), folder.resolve("keycloak.log"));
        } catch (KeycloakServer.NotStartedException problem) {
            Prerequisite.require(false, String.valueOf(problem.getMessage()));
        }
        cluster = LoginCluster.start(folder, new KeycloakProvider(keycloak));
    }

    @AfterAll
    static void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Override
    public LoginCluster cluster() {
        return cluster;
    }
}
