package dev.gatehouse.cookie.redis;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sentinel that says what a test wants, such as what one says that was cut off from the others. */
final class FakeSentinel implements Closeable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile String reply;

    FakeSentinel(String host, int port) throws IOException {
        names(host, port);
        Thread thread = new Thread(this::run, "fake-sentinel");
        thread.setDaemon(true);
        thread.start();
    }

    /** Names this server as the master from now on. */
    void names(String host, int port) {
        String digits = Integer.toString(port);
        reply = "*2\r\n$" + host.length() + "\r\n" + host + "\r\n$" + digits.length() + "\r\n" + digits + "\r\n";
    }

    /** Knows no master from now on. */
    void knowsNothing() {
        reply = "*-1\r\n";
    }

    /** Answers with an error from now on. */
    void refuses(String error) {
        reply = "-" + error + "\r\n";
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void run() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> serve(client), "fake-sentinel");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    // The only request has three parts, each with its length before it.
    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("sessions")) {
                    client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // The client has hung up.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
