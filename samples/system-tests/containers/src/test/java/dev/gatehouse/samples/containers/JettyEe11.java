package dev.gatehouse.samples.containers;

import jakarta.servlet.ServletContainerInitializer;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;

/** Jetty with Servlet 6.1. */
final class JettyEe11 {

    private JettyEe11() {}

    static TestContainer start(ServletContainerInitializer application) {
        return JettyServer.start(context(application));
    }

    /** Runs each request on a virtual thread; needs JDK 21. */
    static TestContainer startOnVirtualThreads(ServletContainerInitializer application) {
        return JettyServer.startOnVirtualThreads(context(application));
    }

    private static ServletContextHandler context(ServletContainerInitializer application) {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addServletContainerInitializer(application);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(MatrixApplication.TEAPOT, MatrixApplication.ERROR_PAGE);
        context.setErrorHandler(errors);
        return context;
    }
}
