package dev.gatehouse.servlet.http;

import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.Set;

/** Undertow 2.3, which runs with Servlet 6.0 and 6.1. */
final class UndertowContainer implements Container {

    private final Undertow undertow;
    private final DeploymentManager deployment;

    private UndertowContainer(Undertow undertow, DeploymentManager deployment) {
        this.undertow = undertow;
        this.deployment = deployment;
    }

    static Container start(Application application) {
        String contextPath = application.contextPath().isEmpty() ? "/" : application.contextPath();
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowContainer.class.getClassLoader())
                .setDeploymentName("test")
                .setContextPath(contextPath)
                .setEagerFilterInit(!application.initialisesFiltersLate())
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        Application.class, () -> new ImmediateInstanceHandle<>(application), Set.of()));
        application.errorPages().forEach((status, location) -> info.addErrorPage(Servlets.errorPage(location, status)));
        DeploymentManager manager = Servlets.newContainer().addDeployment(info);
        manager.deploy();
        try {
            PathHandler handler = new PathHandler().addPrefixPath(contextPath, manager.start());
            Undertow undertow = Undertow.builder()
                    .setIoThreads(2)
                    .setWorkerThreads(64)
                    .addHttpListener(0, "127.0.0.1", handler)
                    .build();
            undertow.start();
            return new UndertowContainer(undertow, manager);
        } catch (ServletException failure) {
            throw new IllegalStateException("Undertow did not start", failure);
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
        try {
            deployment.stop();
        } catch (ServletException failure) {
            throw new IllegalStateException("the application did not stop", failure);
        }
        deployment.undeploy();
    }
}
