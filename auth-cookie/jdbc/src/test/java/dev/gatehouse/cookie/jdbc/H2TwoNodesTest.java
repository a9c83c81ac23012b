package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.testkit.Nodes;
import dev.gatehouse.cookie.testkit.TwoNodesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2TwoNodesTest implements TwoNodesContract {

    @TempDir
    private Path folder;

    @Override
    public Nodes nodes() {
        return TestStores.nodes("jdbc:h2:file:" + folder.resolve("sessions"));
    }
}
