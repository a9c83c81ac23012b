package dev.gatehouse.samples.system;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Two nodes of the sample with a shared session store and separate data, behind a proxy without affinity. For one
 * thread.
 */
final class Cluster implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> settings;
    private final List<Node> nodes = new ArrayList<>();
    private final List<URI> addresses = new CopyOnWriteArrayList<>();
    private final RoundRobin proxy;

    Cluster(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.settings = settings;
        try {
            for (int node = 0; node < 2; node++) {
                nodes.add(start(node));
                addresses.add(nodes.get(node).base());
            }
            proxy = new RoundRobin(addresses);
        } catch (IOException | RuntimeException | Error failure) {
            for (Node node : nodes) {
                node.close();
            }
            throw failure;
        }
    }

    URI base() {
        return proxy.base();
    }

    Client client(int node) {
        return new Client(addresses.get(node));
    }

    void kill(int node) {
        nodes.get(node).kill();
    }

    /**
     * Starts one that was killed, with the same data. Another process may have its port by now, so it gets a new one.
     */
    void restart(int node) throws IOException {
        nodes.get(node).close();
        nodes.set(node, start(node));
        addresses.set(node, nodes.get(node).base());
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        for (Node node : nodes) {
            node.close();
        }
    }

    private Node start(int node) throws IOException {
        return Node.demo(folder.resolve("node-" + node), settings, "--no-idp");
    }
}
