package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.servlet.BearerFilter;
import dev.gatehouse.benchmarks.servlet.SessionFilter;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.function.BiConsumer;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;

/** What stands before the application in one server. */
public enum Site {
    /** Nothing. */
    BARE((context, key) -> {}),
    /** Nothing once more, so that the noise of the machine shows. */
    BARE_AGAIN((context, key) -> {}),
    /** Our filter with bearer tokens. */
    GATEHOUSE_BEARER((context, key) -> filter(context, BearerFilter.start(key).filter())),
    /** The same, with keys that are fetched from a URL. */
    GATEHOUSE_FETCHED_KEYS(
            (context, key) -> filter(context, BearerFilter.fetching(key).filter())),
    /** Our filter with sessions. */
    GATEHOUSE_SESSION((context, key) -> filter(context, SessionFilter.start().filter())),
    /** Jetty's own FORM login. */
    JETTY_FORM((context, key) -> JettyForm.protect(context)),
    /** Spring Security's resource server. */
    SPRING_BEARER((context, key) -> filter(context, SpringSites.bearer(context.getServletContext(), key))),
    /** Spring Security's form login. */
    SPRING_SESSION((context, key) -> filter(context, SpringSites.session(context.getServletContext()))),
    /** pac4j's filter with bearer tokens. */
    PAC4J_BEARER((context, key) -> filter(context, Pac4jSite.filter(key)));

    private final BiConsumer<ServletContextHandler, BenchmarkKey> protection;

    Site(BiConsumer<ServletContextHandler, BenchmarkKey> protection) {
        this.protection = protection;
    }

    void protect(ServletContextHandler context, BenchmarkKey key) {
        protection.accept(context, key);
    }

    private static void filter(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    }
}
