package dev.gatehouse.samples.tasklist;

import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.AccessRule;
import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** The example of the README that embeds the host, as it stands there. */
final class EmbedExample implements AutoCloseable {

    private final Gatehouse gatehouse;
    private final Server server;

    EmbedExample(String issuer) throws Exception {
        Gatehouse gatehouse = Gatehouse.builder()
                .settings(Map.of(
                        "auth.mechanisms", "jwt",
                        "auth.jwt.issuer", issuer,
                        "auth.jwt.audience", "orders-api",
                        "auth.jwt.permissions-claims", "scope"))
                .policy(AccessPolicy.builder()
                        .open("/health")
                        .rule(AccessRule.at("/orders/*").methods("POST").permissions("orders:write"))
                        .build())
                .start();

        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servletContext) -> gatehouse.addTo(servletContext));
        context.addServlet(new ServletHolder(new OrdersServlet()), "/orders/*");

        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(context);
        server.start();
        this.gatehouse = gatehouse;
        this.server = server;
    }

    String url() {
        return server.getURI().toString();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("the server does not stop", failure);
        } finally {
            gatehouse.close();
        }
    }

    private static final class OrdersServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getRemoteUser());
        }
    }
}
