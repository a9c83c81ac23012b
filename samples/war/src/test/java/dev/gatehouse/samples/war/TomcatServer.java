package dev.gatehouse.samples.war;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat whose applications see nothing of the class path of the tests but the APIs of the container. */
final class TomcatServer implements AutoCloseable {

    /** Kept here, because the log manager forgets loggers that are not held. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    private final Tomcat tomcat = new Tomcat();
    private final HttpClient client = HttpClient.newHttpClient();

    TomcatServer(Path folder) throws LifecycleException {
        LOG.setLevel(Level.SEVERE);
        // As Tomcat does when its own scripts start it, so that it does not happen in an application.
        DriverManager.drivers().close();
        tomcat.setSilent(true);
        tomcat.setBaseDir(folder.toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getHost().setParentClassLoader(new ContainerClasses(TomcatServer.class.getClassLoader()));
        // Its own thread works for an application now and then, and looks like a leak if it does so at the wrong time.
        tomcat.getEngine().setBackgroundProcessorDelay(-1);
        tomcat.start();
    }

    /** Deploys a WAR file or an unpacked one, and returns its running context. */
    Context deploy(String path, Path war) {
        StandardContext context = new StandardContext();
        context.setPath(path);
        context.setDocBase(war.toAbsolutePath().toString());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(new Tomcat.DefaultWebXmlListener());
        context.addLifecycleListener(config);
        tomcat.getHost().addChild(context);
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the application did not start");
        }
        return context;
    }

    void undeploy(Context context) throws LifecycleException {
        tomcat.getHost().removeChild(context);
        context.destroy();
    }

    StandardHost host() {
        return (StandardHost) tomcat.getHost();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Sends a request and repeats it while the application fetches its keys. */
    HttpResponse<String> send(String method, String path, String authorization)
            throws IOException, InterruptedException {
        return send(method, path, "Authorization", authorization);
    }

    /** Sends a request with a cookie. */
    HttpResponse<String> sendCookie(String method, String path, String cookie)
            throws IOException, InterruptedException {
        return send(method, path, "Cookie", cookie);
    }

    private HttpResponse<String> send(String method, String path, String header, String value)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        if (!value.isEmpty()) {
            request.header(header, value);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        while (answer.statusCode() == 503) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        return answer;
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** The classes that a container shares with its applications. */
    private static final class ContainerClasses extends ClassLoader {
        private final ClassLoader tests;

        ContainerClasses(ClassLoader tests) {
            super(ClassLoader.getPlatformClassLoader());
            this.tests = tests;
        }

        @Override
        protected URL findResource(String name) {
            return name.startsWith("org/apache/") ? tests.getResource(name) : null;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.") || name.startsWith("org.apache.")) {
                return tests.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
