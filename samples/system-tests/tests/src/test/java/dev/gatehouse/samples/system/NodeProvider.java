package dev.gatehouse.samples.system;

import dev.gatehouse.keycloak.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code oidc-provider} for Node.js, a certified provider of another make, as a process. */
final class NodeProvider implements OpenIdProvider {

    private static final int SHORT_SECONDS = 4;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path folder;
    private final Path output;
    private final URI issuer;
    private @Nullable Process process;

    NodeProvider() throws IOException, InterruptedException {
        folder = NodePrograms.install();
        output = Files.createTempFile("provider", ".out");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            issuer = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    @Override
    public void register(URI application) throws IOException {
        Process started = new ProcessBuilder(List.of(
                        "node",
                        "provider.mjs",
                        String.valueOf(issuer.getPort()),
                        application.resolve("/identity-callback").toString(),
                        application.resolve("/").toString(),
                        application.resolve("/api/login/back-channel-logout").toString(),
                        "300"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process = started;
        Patience.await(() -> output().contains("ready: ") || !started.isAlive());
        if (!started.isAlive()) {
            throw new AssertionError("the provider ended: " + output());
        }
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.login.issuer", issuer.toString(),
                "auth.login.client-id", "tasklist",
                "auth.login.client-secret", "tasklist-secret",
                "auth.login.name-claim", "preferred_username",
                "auth.login.permissions-claims", "permissions",
                "auth.login.permission-map", "READ=READ, WRITE=WRITE");
    }

    @Override
    public WebBrowser.Page logIn(WebBrowser browser, WebBrowser.Page page, String user)
            throws IOException, InterruptedException {
        WebBrowser.Page consent = browser.submit(page, Map.of("login", user, "password", user));
        return consent.uri().getAuthority().equals(issuer.getAuthority()) ? browser.submit(consent, Map.of()) : consent;
    }

    @Override
    public WebBrowser.Page logOut(WebBrowser browser, WebBrowser.Page page) throws IOException, InterruptedException {
        return browser.submit(page, Map.of("logout", "yes"));
    }

    @Override
    public void shortTokens() throws IOException {
        lifetime(SHORT_SECONDS);
    }

    /** Sets how many seconds the access tokens live that it issues from now on. */
    void lifetime(int seconds) throws IOException {
        ask("/admin/lifetime?seconds=" + seconds);
    }

    /** Lets all access tokens that it issues from now on expire at one moment. */
    void expireAt(Instant moment) throws IOException {
        ask("/admin/expire-at?second=" + moment.getEpochSecond());
    }

    /** Sets whether a refresh token can be used once only. A second use then ends the session. */
    void rotateRefreshTokens(boolean once) throws IOException {
        ask("/admin/rotate?on=" + once);
    }

    @Override
    public long refreshes() throws IOException {
        return Long.parseLong(ask("/admin/refreshes"));
    }

    /** Returns how many sessions were refreshed since the lifetime of access tokens was last set. */
    int refreshedSessions() throws IOException {
        return Integer.parseInt(ask("/admin/refreshed-sessions"));
    }

    /** Returns how many requests to its token endpoint it has refused. */
    long failures() throws IOException {
        return Long.parseLong(ask("/admin/failures"));
    }

    @Override
    public int sessions(String user) throws IOException {
        return Integer.parseInt(ask("/admin/sessions?user=" + user));
    }

    @Override
    public void endSessions(String user) throws IOException {
        ask("/admin/end-sessions?user=" + user);
    }

    @Override
    public void close() throws IOException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
        Files.deleteIfExists(output);
    }

    private String ask(String path) throws IOException {
        try {
            return http.send(
                            HttpRequest.newBuilder(issuer.resolve(path))
                                    .header("Connection", "close")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
