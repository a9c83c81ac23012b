package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A real proxy as a child process, with a configuration of docs/reverse-proxies.md, on free ports. */
final class ReverseProxy implements AutoCloseable {

    /** The proxies whose configurations the page shows. */
    enum Kind {
        NGINX,
        HAPROXY;

        /** Requires the program. Where it is missing the test is skipped, but fails in CI. */
        void require() {
            Prerequisite.require(
                    Files.isExecutable(program()),
                    program() + " is not installed; with it (apt-get install nginx-light haproxy) this test runs");
        }

        /** The language of its block in the page. */
        String language() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Path program() {
            return Path.of("/usr/sbin", language());
        }
    }

    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final Path output;
    private final int tls;
    private final int plain;

    private ReverseProxy(Process process, Path output, int tls, int plain) {
        this.process = process;
        this.output = output;
        this.tls = tls;
        this.plain = plain;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param folder where it finds the certificate and may write
     * @param block the configuration of the page
     * @param application the port of the application
     */
    static ReverseProxy start(Kind kind, Path folder, String block, int application) throws IOException {
        int tls = freePort();
        int plain = freePort();
        String here = replaced(
                block,
                Map.of(
                        kind == Kind.NGINX ? "listen 443 " : "bind :443 ",
                        (kind == Kind.NGINX ? "listen" : "bind") + " 127.0.0.1:" + tls + " ",
                        "127.0.0.1:8080",
                        "127.0.0.1:" + application,
                        "/etc/ssl/tasklist",
                        folder.toString()));
        Path prefix = Files.createTempDirectory(folder, kind.language());
        Path config = prefix.resolve("proxy.conf");
        List<String> command;
        if (kind == Kind.NGINX) {
            Files.writeString(
                    prefix.resolve("tasklist.conf"),
                    replaced(here, Map.of("listen 80;", "listen 127.0.0.1:" + plain + ";")));
            Files.writeString(config, aroundNginx(prefix));
            command = List.of(
                    kind.program().toString(), "-e", "stderr", "-p", prefix.toString(), "-c", config.toString());
        } else {
            Files.writeString(config, here);
            command = List.of(kind.program().toString(), "-db", "-f", config.toString());
        }
        Path output = prefix.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        ReverseProxy proxy = new ReverseProxy(process, output, tls, plain);
        try {
            proxy.awaitPort();
            return proxy;
        } catch (IOException | RuntimeException | Error failure) {
            proxy.close();
            throw failure;
        }
    }

    /** The lines for a file .curlrc: requests for the public name go to this proxy. */
    String curlrc() {
        return "connect-to = \"tasklist.example.com:443:127.0.0.1:" + tls + "\"\n"
                + "connect-to = \"tasklist.example.com:80:127.0.0.1:" + plain + "\"\n";
    }

    String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void awaitPort() throws IOException {
        while (process.isAlive() && !Thread.currentThread().isInterrupted()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), tls).close();
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        throw new AssertionError("not started: " + output());
    }

    /** One process, with everything in its folder. */
    private static String aroundNginx(Path prefix) {
        StringBuilder config = new StringBuilder("""
                        daemon off;
                        master_process off;
                        pid nginx.pid;
                        events {}
                        http {
                        access_log off;
                        client_body_temp_path body;
                        """);
        for (String module : List.of("proxy", "fastcgi", "uwsgi", "scgi")) {
            config.append(module).append("_temp_path ").append(module).append(";\n");
        }
        return config.append("include ")
                .append(prefix.resolve("tasklist.conf"))
                .append(";\n}\n")
                .toString();
    }

    /** Replaces what differs on every machine, and nothing else. */
    private static String replaced(String block, Map<String, String> texts) {
        String result = block;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (!result.contains(text.getKey())) {
                throw new AssertionError("\"" + text.getKey() + "\" is missing in " + block);
            }
            result = result.replace(text.getKey(), text.getValue());
        }
        return result;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
