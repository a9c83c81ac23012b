package dev.gatehouse.jaxrs;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** The JAX-RS runtime on the class path behind the host, with a servlet that refuses without any runtime. */
final class TestServer implements AutoCloseable {

    private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";
    private static final String RESTEASY = "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher";

    final Decisions decisions = new Decisions();
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param parameters init parameters of the runtime's servlet */
    TestServer(Map<String, String> parameters) throws Exception {
        Gatehouse gatehouse = Gatehouse.builder()
                .withoutEnvironment()
                .mechanism(new TestTokens())
                .settings(Map.of("auth.mechanisms", "test", "auth.cors.origins", "https://shop.example"))
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
    }

    private static String runtime() {
        ClassLoader loader = TestServer.class.getClassLoader();
        return loader.getResource(JERSEY.replace('.', '/') + ".class") != null ? JERSEY : RESTEASY;
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path, token));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(URI.create(path)));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
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
