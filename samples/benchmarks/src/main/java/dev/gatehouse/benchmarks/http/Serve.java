package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Runs one {@link Site} on a free port of the loopback address, prints the port, and ends when its input does. */
public final class Serve {

    private static final int THREADS = 32;

    private Serve() {}

    /**
     * Serves.
     *
     * @param args the site's name and the file with the key
     */
    public static void main(String[] args) throws Exception {
        Server server = start(Site.valueOf(args[0]), BenchmarkKey.read(Path.of(args[1])));
        System.out.println("port " + port(server));
        while (System.in.read() >= 0) {
            // The parent process closes the input to end this one.
        }
        Runtime.getRuntime().halt(0);
    }

    static Server start(Site site, BenchmarkKey key) throws Exception {
        Server server = new Server(new QueuedThreadPool(THREADS));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        site.protect(context, key);
        context.addServlet(new ServletHolder(new Tasks()), Tasks.PATH);
        server.setHandler(context);
        server.start();
        return server;
    }

    static int port(Server server) {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }
}
