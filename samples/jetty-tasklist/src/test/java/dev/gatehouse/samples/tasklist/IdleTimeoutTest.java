package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdleTimeoutTest {

    /** Less than the default, so that the setting is needed. */
    private static final int WAIT_MILLIS = 25_000;

    @TempDir
    Path folder;

    @Test
    void idleConnection_isClosedAfterTheSetting() throws IOException {
        Path users = Files.writeString(
                folder.resolve("users.properties"),
                "user.ann.password = " + PasswordHash.create("not the name").text() + "\n");
        List<String> settings = List.of(
                "auth.mechanisms = cookie",
                "auth.cookie.users-file = " + users,
                "sample.port = 0",
                "sample.data = " + folder.resolve("data"),
                "sample.idle-timeout = 1s");
        Path config = Files.write(folder.resolve("app.properties"), settings);
        try (SampleRun sample = SampleRun.configured(config, Map.of());
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        sample.application().base().getPort())) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(all.startsWith("HTTP/1.1 200 "), all);
            assertEquals(-1, socket.getInputStream().read());
        }
    }
}
