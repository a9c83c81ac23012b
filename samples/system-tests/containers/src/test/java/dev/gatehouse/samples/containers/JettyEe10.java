package dev.gatehouse.samples.containers;

import jakarta.servlet.ServletContainerInitializer;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** Jetty with Servlet 6.0. */
final class JettyEe10 {

    private JettyEe10() {}

    static TestContainer start(ServletContainerInitializer application) {
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/");
        context.addServletContainerInitializer(application);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(MatrixApplication.TEAPOT, MatrixApplication.ERROR_PAGE);
        context.setErrorHandler(errors);
        return JettyServer.start(context);
    }
}
