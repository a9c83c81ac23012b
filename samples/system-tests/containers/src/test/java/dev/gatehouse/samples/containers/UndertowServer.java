package dev.gatehouse.samples.containers;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceHandle;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.util.Set;

/** Undertow 2.3. */
final class UndertowServer implements TestContainer {

    private final Undertow undertow;
    private final DeploymentManager deployment;

    private UndertowServer(Undertow undertow, DeploymentManager deployment) {
        this.undertow = undertow;
        this.deployment = deployment;
    }

    static TestContainer start(ServletContainerInitializer application) {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setDeploymentName("matrix")
                .setContextPath("/")
                .setEagerFilterInit(true)
                .addErrorPage(Servlets.errorPage(MatrixApplication.ERROR_PAGE, MatrixApplication.TEAPOT))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        application.getClass(), () -> new ImmediateInstanceHandle<>(application), Set.of()));
        DeploymentManager manager = Servlets.newContainer().addDeployment(info);
        manager.deploy();
        try {
            Undertow undertow = Undertow.builder()
                    .setIoThreads(2)
                    .setWorkerThreads(16)
                    .addHttpListener(0, "127.0.0.1", manager.start())
                    .build();
            undertow.start();
            return new UndertowServer(undertow, manager);
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
