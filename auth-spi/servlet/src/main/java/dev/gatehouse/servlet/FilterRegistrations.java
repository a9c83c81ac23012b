package dev.gatehouse.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;

/** Registers the filters of a host in a servlet context. */
final class FilterRegistrations {

    private static final String NAME = "gatehouse";

    private FilterRegistrations() {}

    /** Registers the filter for every path, and one for each servlet that can be called by its name. */
    static void add(Gatehouse gatehouse, ServletContext context) {
        register(context, NAME, gatehouse.filter())
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        EnumSet<DispatcherType> byName = EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE);
        for (String servlet : context.getServletRegistrations().keySet()) {
            register(context, NAME + "-" + servlet, gatehouse.namedDispatchFilter(servlet))
                    .addMappingForServletNames(byName, false, servlet);
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
