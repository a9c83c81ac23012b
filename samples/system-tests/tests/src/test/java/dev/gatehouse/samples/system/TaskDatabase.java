package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the demonstration has its tasks. */
enum TaskDatabase {
    H2,
    POSTGRESQL;

    /** A demonstration that answers, with its identity provider. Closing it stops its database as well. */
    static final class Demo implements AutoCloseable {

        final Node node;
        private final @Nullable Store database;

        private Demo(Node node, @Nullable Store database) {
            this.node = node;
            this.database = database;
        }

        @Override
        public void close() throws IOException {
            node.close();
            if (database != null) {
                database.close();
            }
        }
    }

    /**
     * Starts a demonstration. Where its database can't be had the test is skipped, or fails where CI says that it can.
     */
    Demo start(Path folder) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Node.PATIENCE);
        settings.put("tasklist.store.connect-timeout", "1m");
        settings.put("tasklist.store.statement-timeout", "1m");
        Store database = this == H2 ? null : StoreKind.POSTGRESQL.start(folder);
        if (database instanceof PostgresStore postgres) {
            settings.putAll(postgres.taskSettings());
        }
        Path data = folder.resolve("data");
        Demo demo = new Demo(Node.demo(data, settings, "--idp-port", "0"), database);
        new Client(demo.node.base()).awaitReady();
        assertEquals(this == H2, Files.exists(data.resolve("tasklist.mv.db")), "a file with the tasks");
        return demo;
    }
}
