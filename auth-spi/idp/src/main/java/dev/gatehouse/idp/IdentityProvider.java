package dev.gatehouse.idp;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import dev.gatehouse.idp.accounts.User;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.tokens.SigningKeys;
import dev.gatehouse.spi.stability.Incubating;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small, real OAuth 2.0 and OpenID Connect provider inside this process, <strong>for development and tests
 * only</strong>: its secrets are well known, it uses plain HTTP, listens on the loopback interface only and keeps its
 * state in memory.
 *
 * <p>One server has two issuers with separate keys. {@link #keycloak()} has the paths of Keycloak's realm
 * {@code camunda-platform} and issues tokens like Keycloak's, valid for 300 seconds by default. {@link #generic()} has
 * the paths of a hosted authorization server and issues RFC 9068 tokens, valid for a day by default. Both have the same
 * clients and users, and both support client credentials (form or JSON), authorization code with PKCE (S256, required),
 * pushed authorization requests, {@code private_key_jwt}, rotating refresh tokens, introspection, revocation, UserInfo,
 * logout and back-channel logout.
 *
 * <pre>{@code
 * try (IdentityProvider provider = IdentityProvider.demo().port(18080).start()) {
 *     log.warn(provider.notice());
 *     URI tokens = provider.generic().tokenEndpoint();
 * }
 * }</pre>
 *
 * <p>{@link #stop()} closes the port and {@link #start()} opens it again with the same keys, clients and sessions, so
 * that clients see an outage. All threads are daemons. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class IdentityProvider implements AutoCloseable {

    private static final int MAX_THREADS = 16;

    /** Exists only while the server listens. */
    private record Running(HttpServer server, ExecutorService executor) {}

    private final Directory directory;
    private final int port;
    private final Issuer keycloak;
    private final Issuer generic;
    private final Map<String, Dispatcher.Route> routes = new HashMap<>();
    private @Nullable Running running;

    IdentityProvider(
            int wantedPort,
            Clock clock,
            Lifetimes keycloakLifetimes,
            Lifetimes genericLifetimes,
            boolean responseIssuer,
            Directory directory) {
        this.directory = directory;
        HttpServer server = bind(wantedPort);
        this.port = server.getAddress().getPort();
        String base = "http://localhost:" + port;
        this.keycloak =
                new Issuer(Flavour.KEYCLOAK, base, directory, freshKeys(), clock, keycloakLifetimes, responseIssuer);
        this.generic =
                new Issuer(Flavour.GENERIC, base, directory, freshKeys(), clock, genericLifetimes, responseIssuer);
        for (Issuer issuer : List.of(keycloak, generic)) {
            for (Endpoint endpoint : Endpoint.values()) {
                issuer.paths(endpoint).forEach(path -> routes.put(path, new Dispatcher.Route(issuer, endpoint)));
            }
        }
        this.running = serve(server);
    }

    /** Returns a builder without clients and users. */
    public static IdentityProviderBuilder builder() {
        return new IdentityProviderBuilder();
    }

    /**
     * Returns a builder with demo clients and users. The secret of a client is its id followed by {@code -secret},
     * except where noted:
     *
     * <ul>
     *   <li>clients for client credentials: {@code m2m-full}, {@code m2m-read}, {@code m2m-wrong-aud},
     *       {@code m2m-es256}; {@code demo-client} with secret {@code demo-secret} (read and write) and
     *       {@code readonly-client} with secret {@code readonly-secret};
     *   <li>{@code tasklist} for browser logins; see {@link IdentityProviderBuilder#redirectUris};
     *   <li>users {@code demo} (read and write), {@code reader} (read) and {@code nobody} (nothing), each with its name
     *       as its password.
     * </ul>
     *
     * Tokens are for audience {@code tasklist-api}; {@code tasklist.camunda.io}, {@code operate.camunda.io} and
     * {@code zeebe.camunda.io} can be requested.
     */
    public static IdentityProviderBuilder demo() {
        IdentityProviderBuilder demo = builder();
        Demo.clients().forEach(demo::client);
        Demo.users().forEach(demo::user);
        return demo;
    }

    /** Returns the issuer with Keycloak's paths and tokens. */
    public Issuer keycloak() {
        return keycloak;
    }

    /** Returns the issuer with the paths of a hosted authorization server and the tokens of RFC 9068. */
    public Issuer generic() {
        return generic;
    }

    /** Returns the port, even while the server is stopped. */
    public int port() {
        return port;
    }

    /** Returns the base URI of all endpoints. */
    public URI baseUri() {
        return URI.create("http://localhost:" + port);
    }

    /** Adds a client, or replaces the one with the same id, for both issuers. */
    public void register(Client client) {
        directory.register(client);
    }

    /** Adds a user, or replaces the one with the same name, for both issuers. */
    public void register(User user) {
        directory.register(user);
    }

    /** Returns whether the server is listening. */
    public synchronized boolean isRunning() {
        return running != null;
    }

    /**
     * Starts the server again on the same port after {@link #stop()}. Does nothing if it is running.
     *
     * @throws UncheckedIOException if the port is now in use
     */
    public synchronized void start() {
        if (running == null) {
            running = serve(bind(port));
        }
    }

    /** Closes the port and every connection at once. Does nothing if it is closed. */
    public synchronized void stop() {
        if (running != null) {
            running.server().stop(0);
            running.executor().shutdownNow();
            running = null;
        }
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    /** Returns a few lines for a console: a warning, the issuers and their token endpoints. They contain no secret. */
    public String notice() {
        return String.join(
                System.lineSeparator(),
                "Identity provider for DEVELOPMENT ONLY: well-known secrets, no TLS, loopback only, state in memory.",
                "  issuer " + keycloak.issuer() + "  tokens " + keycloak.tokenEndpoint(),
                "  issuer " + generic.issuer() + "  tokens " + generic.tokenEndpoint());
    }

    @Override
    public String toString() {
        return "IdentityProvider[" + baseUri() + ", development only]";
    }

    private static SigningKeys freshKeys() {
        return SigningKeys.generate("RS256", "ES256");
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the identity provider cannot listen on port " + port, e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "development-identity-provider");
        thread.setDaemon(true);
        return thread;
    }

    private Running serve(HttpServer server) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), IdentityProvider::daemon);
        executor.allowCoreThreadTimeOut(true);
        server.setExecutor(executor);
        server.createContext("/", new Dispatcher(routes, executor));
        // The server's own thread is a daemon only when the thread that starts it is one.
        CompletableFuture.runAsync(server::start, executor).join();
        return new Running(server, executor);
    }
}
