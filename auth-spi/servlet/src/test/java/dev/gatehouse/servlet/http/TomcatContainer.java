package dev.gatehouse.servlet.http;

import java.nio.file.Path;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 11 with Servlet 6.1. */
public final class TomcatContainer implements Container {

    /** Kept here, because the log manager forgets loggers that nobody holds. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat;

    private TomcatContainer(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    public static Container start(Application application) {
        LOG.setLevel(Level.OFF);
        Tomcat tomcat = new Tomcat();
        tomcat.setSilent(true);
        tomcat.setBaseDir(Path.of("tomcat").toAbsolutePath().toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        // A client may find a connection that it has kept closed after a minute.
        connector.setProperty("connectionTimeout", "-1");
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext(application.contextPath(), null);
        context.addServletContainerInitializer(application, Set.of());
        application.errorPages().forEach((status, location) -> context.addErrorPage(errorPage(status, location)));
        return start(tomcat, context);
    }

    /** Starts a Tomcat that is set up already, and fails where it would only log that the application did not start. */
    public static Container start(Tomcat tomcat, Context context) {
        TomcatContainer container = new TomcatContainer(tomcat);
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

    private static ErrorPage errorPage(int status, String location) {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(status);
        page.setLocation(location);
        return page;
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
