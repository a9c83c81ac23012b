package dev.gatehouse.samples.tasklist;

import java.nio.file.Path;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.KeyStoreScanner;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS in Jetty itself, the example of docs/reverse-proxies.md. */
final class TlsExample {

    private TlsExample() {}

    /** Adds a connector with TLS and the keys of a file to a server that is not started yet. */
    static ServerConnector connector(Server server, Path keys, String password) {
        HttpConfiguration https = new HttpConfiguration();
        // Without it, request.isSecure() is false, and auth.require-tls refuses everything.
        https.addCustomizer(new SecureRequestCustomizer());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keys.toString());
        tls.setKeyStorePassword(password);
        SslConnectionFactory first = new SslConnectionFactory(tls, "http/1.1");
        ServerConnector connector = new ServerConnector(server, first, new HttpConnectionFactory(https));
        server.addConnector(connector);
        // A new key store is used for new connections, without a restart.
        server.addBean(new KeyStoreScanner(tls));
        return connector;
    }
}
