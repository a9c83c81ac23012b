package dev.gatehouse.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.function.Function;

/** Registers the filters of a host in a servlet context. */
final class FilterRegistrations {

    private static final String NAME = "gatehouse";

    private FilterRegistrations() {}

    /**
     * Registers the filter for every path, and one for each servlet that can be called by its name.
     *
     * @param byName returns the filter for the servlet with this name
     */
    static void add(ServletContext context, Filter filter, Function<String, Filter> byName) {
        register(context, NAME, filter).addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        EnumSet<DispatcherType> dispatches = EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE);
        for (String servlet : context.getServletRegistrations().keySet()) {
            register(context, NAME + "-" + servlet, byName.apply(servlet))
                    .addMappingForServletNames(dispatches, false, servlet);
        }
    }

    private static FilterRegistration.Dynamic register(ServletContext context, String name, Filter filter) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        if (registration == null) {
            throw new IllegalStateException("the servlet context already has a filter named " + name);
        }
        registration.setAsyncSupported(true);
        return registration;
    }
}
