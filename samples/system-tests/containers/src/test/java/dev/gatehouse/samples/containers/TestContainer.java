package dev.gatehouse.samples.containers;

import jakarta.servlet.ServletContainerInitializer;

/** A running servlet container on a free port of the loopback interface. */
interface TestContainer extends AutoCloseable {

    /** Returns the port it listens on. */
    int port();

    /** Stops it. */
    @Override
    void close();

    /** Starts the container that the system property names; the class path has no other. */
    static TestContainer start(ServletContainerInitializer application) {
        String kind = System.getProperty("container.kind", "jetty-ee11");
        return switch (kind) {
            case "jetty-ee10" -> JettyEe10.start(application);
            case "jetty-ee11" -> JettyEe11.start(application);
            case "tomcat" -> TomcatServer.start(application);
            case "undertow" -> UndertowServer.start(application);
            default -> throw new IllegalStateException("unknown container " + kind);
        };
    }
}
