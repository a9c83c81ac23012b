package dev.gatehouse.servlet.http;

import java.util.function.Function;

/**
 * The containers that the tests run on. Each is loaded only when it is started, so that those missing from a class path
 * do no harm.
 */
public enum Server {
    JETTY(application -> JettyContainer.start(application)),
    TOMCAT(application -> TomcatContainer.start(application)),
    UNDERTOW(application -> UndertowContainer.start(application)),
    /** Jetty with the Servlet 6.0 API. */
    JETTY_60(application -> Jetty60Container.start(application));

    private final Function<Application, Container> starter;

    Server(Function<Application, Container> starter) {
        this.starter = starter;
    }

    public Container start(Application application) {
        return starter.apply(application);
    }
}
