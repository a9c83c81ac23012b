package dev.gatehouse.jwt;

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

/** An HTTP proxy on the loopback interface, with or without Basic. It leads every host name to 127.0.0.1. */
final class LoopbackProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String credentials;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    private LoopbackProxy(String credentials) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.credentials = credentials;
        thread(this::accept);
    }

    static LoopbackProxy open() throws IOException {
        return new LoopbackProxy(null);
    }

    static LoopbackProxy withBasic(String user, String password) throws IOException {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new LoopbackProxy("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** The request lines that were let through. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "loopback-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                thread(() -> {
                    try {
                        serve(client);
                    } catch (IOException ended) {
                        close(client);
                    }
                });
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    private void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        String line = line(in);
        StringBuilder rest = new StringBuilder();
        boolean allowed = credentials == null;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:")) {
                allowed |= header.substring(header.indexOf(':') + 1).strip().equals(credentials);
            } else {
                rest.append(header).append("\r\n");
            }
        }
        if (!allowed) {
            write(
                    out,
                    String.join(
                            "\r\n",
                            "HTTP/1.1 407 Proxy Authentication Required",
                            "Proxy-Authenticate: Basic realm=\"p\"",
                            "Content-Length: 0",
                            "Connection: close",
                            "",
                            ""));
            close(client);
            return;
        }
        requests.add(line);
        String target = line.split(" ")[1];
        if (line.startsWith("CONNECT ")) {
            Socket origin = connected(target);
            write(out, "HTTP/1.1 200 Connection established\r\n\r\n");
            thread(() -> pump(origin, client));
            copy(in, origin.getOutputStream());
            close(origin);
            return;
        }
        String authority = target.substring("http://".length());
        int slash = authority.indexOf('/');
        Socket origin = connected(authority.substring(0, slash));
        write(
                origin.getOutputStream(),
                line.replace(target, authority.substring(slash)) + "\r\n" + rest + "Connection: close\r\n\r\n");
        pump(origin, client);
    }

    private Socket connected(String authority) throws IOException {
        int port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
        Socket origin = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(origin);
        return origin;
    }

    private static void pump(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException ended) {
            // One side is gone.
        }
        close(from);
        close(to);
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
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

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // Nothing to release.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(LoopbackProxy::close);
    }
}
