package dev.gatehouse.cookie.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2TwoNodesTest implements TwoNodes {

    @TempDir
    private Path folder;

    @Override
    public Nodes nodes() {
        return new Nodes("jdbc:h2:file:" + folder.resolve("sessions"));
    }
}
