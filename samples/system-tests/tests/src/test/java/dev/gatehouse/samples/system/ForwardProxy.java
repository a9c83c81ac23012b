package dev.gatehouse.samples.system;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** An HTTP proxy on the loopback interface that leads every host to one server for https and one for http. */
final class ForwardProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int https;
    private final int http;
    private final String authorization;
    private final List<String> served = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    /**
     * Opens it.
     *
     * @param user with a colon and the password; empty for a proxy that anyone may use
     */
    ForwardProxy(int https, int http, String user) throws IOException {
        this.https = https;
        this.http = http;
        this.authorization = user.isEmpty()
                ? ""
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The request lines that it let through. */
    List<String> served() {
        return List.copyOf(served);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            sockets.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        String request = line(in);
        StringBuilder headers = new StringBuilder();
        boolean allowed = authorization.isEmpty();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:")) {
                allowed |= header.substring(header.indexOf(':') + 1).strip().equals(authorization);
            } else if (!header.toLowerCase(Locale.ROOT).startsWith("connection:")) {
                headers.append(header).append("\r\n");
            }
        }
        if (!allowed) {
            write(
                    out,
                    String.join(
                            "\r\n",
                            "HTTP/1.1 407 Proxy Authentication Required",
                            "Proxy-Authenticate: Basic realm=\"proxy\"",
                            "Content-Length: 0",
                            "Connection: close",
                            "",
                            ""));
            client.close();
            return;
        }
        served.add(request);
        String target = request.split(" ", 3)[1];
        boolean tunnel = request.startsWith("CONNECT ");
        Socket origin = new Socket(InetAddress.getLoopbackAddress(), tunnel ? https : http);
        sockets.add(origin);
        if (tunnel) {
            write(out, "HTTP/1.1 200 Connection established\r\n\r\n");
            start(() -> copy(origin.getInputStream(), client));
            copy(in, origin);
        } else {
            String path = target.substring(target.indexOf('/', "http://".length()));
            write(
                    origin.getOutputStream(),
                    request.replace(target, path) + "\r\n" + headers + "Connection: close\r\n\r\n");
            copy(origin.getInputStream(), client);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // One side has hung up, or the test has ended.
                    }
                },
                "forward-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(InputStream from, Socket to) throws IOException {
        try (to) {
            byte[] buffer = new byte[8192];
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.getOutputStream().write(buffer, 0, count);
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
