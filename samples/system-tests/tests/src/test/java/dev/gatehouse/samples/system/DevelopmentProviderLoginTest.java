package dev.gatehouse.samples.system;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** People log in with the provider for development. */
class DevelopmentProviderLoginTest implements LoginContract {

    @TempDir
    static Path folder;

    private static LoginCluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = LoginCluster.start(folder, new DevelopmentProvider());
    }

    @AfterAll
    static void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    public LoginCluster cluster() {
        return cluster;
    }
}
