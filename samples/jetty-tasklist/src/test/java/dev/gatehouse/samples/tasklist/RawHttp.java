package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would send. */
final class RawHttp {

    /** Only ends what hangs. */
    private static final int ANSWER_MILLIS = 300_000;

    private RawHttp() {}

    /** Returns everything that comes back until the server closes the connection. */
    static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            if (request.startsWith("CONNECT ")) {
                // The server would wait for what goes through the tunnel.
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
