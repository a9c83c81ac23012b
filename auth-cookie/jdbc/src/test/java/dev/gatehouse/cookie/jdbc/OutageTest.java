package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.CuttableProxy;
import dev.gatehouse.cookie.testkit.OutageContract;
import dev.gatehouse.cookie.testkit.Postgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class OutageTest implements OutageContract {

    private final Scene scene;

    OutageTest(Postgres.Server postgres) throws IOException {
        CuttableProxy proxy = new CuttableProxy(postgres.port());
        String url = postgres.newDatabase().replace(":" + postgres.port() + "/", ":" + proxy.port() + "/");
        scene = new Scene(proxy, TestStores.nodes(url), "auth.sessions.jdbc.");
    }

    @Override
    public Scene scene() {
        return scene;
    }

    @AfterEach
    void close() throws IOException {
        scene.close();
    }
}
