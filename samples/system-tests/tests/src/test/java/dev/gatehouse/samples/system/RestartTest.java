package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single node with its own files, ended and started again. */
class RestartTest {

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nodeThatEnds_keepsWhoIsLoggedIn(boolean killed) throws Exception {
        String left;
        String stays;
        try (Node before = Node.demo(data, Node.PATIENCE, "--no-idp")) {
            Client client = new Client(before.base());
            left = client.cookie("demo");
            assertEquals(204, client.end(left));
            stays = client.cookie("demo");
            // At once: what was answered must be on the disk by then.
            if (killed) {
                before.kill();
            } else {
                before.terminate();
            }
        }
        try (Node after = Node.demo(data, Node.PATIENCE, "--no-idp")) {
            Client client = new Client(after.base());
            assertEquals(200, client.use(stays));
            assertEquals(401, client.use(left));
        }
    }
}
