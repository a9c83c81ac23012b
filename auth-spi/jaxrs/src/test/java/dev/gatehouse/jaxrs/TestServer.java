package dev.gatehouse.jaxrs;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.ProviderExtension;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** The JAX-RS runtime on the class path behind the host, with a servlet that refuses without any runtime. */
final class TestServer implements AutoCloseable {

    private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";
    private static final String RESTEASY = "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher";

    final Decisions decisions = new Decisions();
    private final ProviderExtension provider;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * Starts the server and waits until the host has the keys of the provider.
     *
     * @param parameters init parameters of the runtime's servlet
     */
    TestServer(ProviderExtension provider, Map<String, String> parameters) throws Exception {
        this.provider = provider;
        Map<String, String> settings = new HashMap<>(provider.settings());
        settings.put("auth.jwt.permissions-claims", "scope");
        settings.put("auth.cors.origins", "https://shop.example");
        Gatehouse gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .settings(settings)
                .clock(provider.clock())
                .policy(AccessPolicy.builder().optional("/*").build())
                .listener(decisions)
                .start();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servletContext) -> gatehouse.addTo(servletContext));
        context.addServlet(new ServletHolder(new PlainServlet()), "/plain/*");
        ServletHolder runtime = new ServletHolder();
        runtime.setName("runtime");
        runtime.setClassName(runtime());
        runtime.setInitParameter("jakarta.ws.rs.Application", TestApplication.class.getName());
        runtime.setInitParameter("resteasy.servlet.mapping.prefix", "/api");
        parameters.forEach(runtime::setInitParameter);
        runtime.setAsyncSupported(true);
        runtime.setInitOrder(1);
        context.addServlet(runtime, "/api/*");
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
        ProviderExtension.statusOnceReady(() -> {
            int status = get("/plain/any", "rita~read").statusCode();
            if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
                decisions.next();
            }
            return status;
        });
    }

    private static String runtime() {
        ClassLoader loader = TestServer.class.getClassLoader();
        return loader.getResource(JERSEY.replace('.', '/') + ".class") != null ? JERSEY : RESTEASY;
    }

    HttpResponse<String> get(String path, String caller) throws Exception {
        return send(request(path, caller));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** @param caller a caller with permissions, such as {@code rita~orders:read~orders:refund}; empty for none */
    HttpRequest.Builder request(String path, String caller) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(URI.create(path)));
        if (caller.isEmpty()) {
            return request;
        }
        String[] parts = caller.split("~", 2);
        return request.header(
                "Authorization",
                provider.bearer(token -> token.claim("sub", parts[0]).claim("scope", parts[1].replace('~', ' '))));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("Jetty did not stop", failure);
        }
    }

    /** Does without a runtime what the resources do. */
    private static final class PlainServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            switch (request.getPathInfo()) {
                case "/any" -> Access.require(request);
                case "/other" -> throw Access.refuse(request);
                default -> Access.require(request, "orders:refund", "admin");
            }
        }
    }
}
