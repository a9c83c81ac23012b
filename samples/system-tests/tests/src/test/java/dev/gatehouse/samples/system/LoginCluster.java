package dev.gatehouse.samples.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two nodes of the sample that people log in to with a provider. The nodes share their sessions and are behind a proxy
 * without affinity. For one thread.
 */
final class LoginCluster implements AutoCloseable {

    private final Path folder;
    private final OpenIdProvider provider;
    private final Store store;
    private final RoundRobin proxy;
    private final Map<String, String> settings = new LinkedHashMap<>(Node.PATIENCE);
    private final List<Node> nodes = new ArrayList<>();
    private final List<URI> addresses = new CopyOnWriteArrayList<>();

    private LoginCluster(Path folder, OpenIdProvider provider, Store store) throws IOException {
        this.folder = folder;
        this.provider = provider;
        this.store = store;
        this.proxy = new RoundRobin(addresses);
    }

    /** Starts everything but the provider, which is told about the application. */
    static LoginCluster start(Path folder, OpenIdProvider provider) throws IOException, InterruptedException {
        return start(folder, provider, Map.of());
    }

    /**
     * The same with more settings.
     *
     * @param more settings of the nodes
     */
    static LoginCluster start(Path folder, OpenIdProvider provider, Map<String, String> more)
            throws IOException, InterruptedException {
        LoginCluster cluster = new LoginCluster(folder, provider, StoreKind.REDIS.start(folder));
        try {
            cluster.settings.putAll(more);
            cluster.start();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    private void start() throws IOException, InterruptedException {
        provider.register(base());
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path keys = Files.writeString(
                folder.resolve("session.key"), Base64.getEncoder().encodeToString(key));
        settings.putAll(store.settings());
        settings.putAll(provider.settings());
        settings.put("auth.mechanisms", "login");
        settings.put("auth.public-url", base().toString());
        settings.put("auth.login.session-keys", keys.toString());
        settings.put("sample.demo-data", "on");
        for (int node = 0; node < 2; node++) {
            nodes.add(startNode(node));
            addresses.add(nodes.get(node).base());
            // One after the other: the second finds the tables and the tasks of the first.
            client(node).awaitReady();
        }
    }

    /** Returns the address of the proxy. */
    URI base() {
        return proxy.base();
    }

    OpenIdProvider provider() {
        return provider;
    }

    Client client(int node) {
        return new Client(addresses.get(node));
    }

    /** Returns the address of one node. */
    URI address(int node) {
        return addresses.get(node);
    }

    /** Returns what each node answers to the question who is calling. */
    List<Integer> statuses(WebBrowser browser) throws IOException, InterruptedException {
        String cookie = browser.cookies(base());
        return List.of(client(0).who(cookie).statusCode(), client(1).who(cookie).statusCode());
    }

    /** Logs in until the browser is back. */
    WebBrowser.Page logIn(WebBrowser browser, String user) throws IOException, InterruptedException {
        return provider.logIn(browser, browser.open(base().resolve("/api/login")), user);
    }

    void kill(int node) {
        nodes.get(node).kill();
    }

    /** Starts one that was killed. Another process may have its port by now, so it gets a new one. */
    void restart(int node) throws IOException {
        nodes.get(node).close();
        nodes.set(node, startNode(node));
        addresses.set(node, nodes.get(node).base());
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        for (Node node : nodes) {
            node.close();
        }
        store.close();
        provider.close();
    }

    private Node startNode(int node) throws IOException {
        Path config = folder.resolve("node-" + node + ".properties");
        Files.write(
                config,
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .toList());
        return Node.configured(config, folder.resolve("node-" + node), Map.of(), Map.of());
    }
}
