package dev.gatehouse.samples.containers;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** What Jetty's servlet environments share. */
final class JettyServer implements TestContainer {

    private final Server server;
    private final ServerConnector connector;

    private JettyServer(Server server) {
        this.server = server;
        this.connector = new ServerConnector(server);
    }

    static TestContainer start(Handler context) {
        return start(new Server(), context);
    }

    /** Runs each request on a virtual thread. */
    static TestContainer startOnVirtualThreads(Handler context) {
        return start(new Server(new VirtualThreadPool()), context);
    }

    private static TestContainer start(Server server, Handler context) {
        JettyServer container = new JettyServer(server);
        container.connector.setHost("127.0.0.1");
        // A connection that is kept stays open for the whole test.
        container.connector.setIdleTimeout(0);
        server.addConnector(container.connector);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception failure) {
            container.close();
            throw new IllegalStateException("Jetty did not start", failure);
        }
        return container;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("Jetty did not stop", failure);
        }
    }
}
