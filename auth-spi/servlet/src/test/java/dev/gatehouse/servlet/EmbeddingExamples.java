package dev.gatehouse.servlet;

import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.TomcatContainer;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** The examples of docs/embedding.md, as they stand there. */
final class EmbeddingExamples {

    private EmbeddingExamples() {}

    static Container tomcat(Gatehouse gatehouse, Path folder) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "orders", new OrdersServlet()).addMapping("/orders/*");
        context.addServletContainerInitializer((classes, servletContext) -> gatehouse.addTo(servletContext), Set.of());

        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setSilent(true);
        return TomcatContainer.start(tomcat, context);
    }

    static Container undertow(Gatehouse gatehouse) throws ServletException {
        ServletContainerInitializer addGatehouse = (classes, servletContext) -> gatehouse.addTo(servletContext);
        DeploymentInfo orders = Servlets.deployment()
                .setClassLoader(OrdersServlet.class.getClassLoader())
                .setDeploymentName("orders")
                .setContextPath("/")
                .setEagerFilterInit(true)
                .addServlet(Servlets.servlet("orders", OrdersServlet.class).addMapping("/orders/*"))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        addGatehouse.getClass(), () -> new ImmediateInstanceHandle<>(addGatehouse), Set.of()));
        DeploymentManager deployment = Servlets.newContainer().addDeployment(orders);
        deployment.deploy();
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", deployment.start())
                .build();
        undertow.start();

        return new Container() {
            @Override
            public int port() {
                InetSocketAddress address =
                        (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
                return address.getPort();
            }

            @Override
            public void close() {
                try {
                    undertow.stop();
                    deployment.stop();
                    deployment.undeploy();
                } catch (ServletException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
    }

    /** Says who is calling. */
    public static final class OrdersServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        /** Created by containers too. */
        public OrdersServlet() {}

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getRemoteUser());
        }
    }
}
