package dev.gatehouse.samples.containers;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 10.1 or 11. */
final class TomcatServer implements TestContainer {

    /** Kept here, because the log manager forgets loggers that are not referenced. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat;

    private TomcatServer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    static TestContainer start(ServletContainerInitializer application) {
        LOG.setLevel(Level.OFF);
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(Path.of("tomcat").toAbsolutePath().toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("connectionTimeout", "-1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        context.addServletContainerInitializer(application, Set.of());
        ErrorPage page = new ErrorPage();
        page.setErrorCode(MatrixApplication.TEAPOT);
        page.setLocation(MatrixApplication.ERROR_PAGE);
        context.addErrorPage(page);
        TomcatServer container = new TomcatServer(tomcat);
        try {
            tomcat.start();
        } catch (LifecycleException failure) {
            container.close();
            throw new IllegalStateException("Tomcat did not start", failure);
        }
        if (!context.getState().isAvailable()) {
            container.close();
            throw new IllegalStateException("the application did not start");
        }
        return container;
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IllegalStateException("Tomcat did not stop", failure);
        }
    }
}
