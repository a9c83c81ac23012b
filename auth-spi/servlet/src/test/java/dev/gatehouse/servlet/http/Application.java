package dev.gatehouse.servlet.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is deployed into a container of a test; it registers itself through the standard API, so that every container
 * gets the very same.
 */
public final class Application implements ServletContainerInitializer {

    private final List<Filter> filters = new ArrayList<>();
    private final Map<Class<? extends Filter>, Map<String, String>> filterClasses = new LinkedHashMap<>();
    private final Map<String, TestServlet> servlets = new LinkedHashMap<>();
    private final Map<Integer, String> errorPages = new LinkedHashMap<>();
    private String contextPath = "";
    private final List<Consumer<ServletContext>> initializers = new ArrayList<>();
    private boolean lateFilters;

    /** Maps a filter to everything, before the servlets and before the filters that are added later. */
    public Application filter(Filter filter) {
        filters.add(filter);
        return this;
    }

    /** Has the container make the filter itself. */
    public Application filter(Class<? extends Filter> type, Map<String, String> initParameters) {
        filterClasses.put(type, initParameters);
        return this;
    }

    public Application servlet(String mapping, TestServlet servlet) {
        servlets.put(mapping, servlet);
        return this;
    }

    /** Has the context initialised further, after the servlets are registered. */
    public Application initializer(Consumer<ServletContext> initializer) {
        initializers.add(initializer);
        return this;
    }

    public Application contextPath(String path) {
        contextPath = path;
        return this;
    }

    public Application errorPage(int status, String location) {
        errorPages.put(status, location);
        return this;
    }

    /** Leaves it to Undertow when it initialises filters; it does so at their first request. */
    public Application lateFilters() {
        lateFilters = true;
        return this;
    }

    boolean initialisesFiltersLate() {
        return lateFilters;
    }

    String contextPath() {
        return contextPath;
    }

    Map<Integer, String> errorPages() {
        return errorPages;
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        int count = 0;
        for (Filter filter : filters) {
            map(context.addFilter("filter-" + count++, filter));
        }
        for (Map.Entry<Class<? extends Filter>, Map<String, String>> made : filterClasses.entrySet()) {
            FilterRegistration.Dynamic registration = context.addFilter("filter-" + count++, made.getKey());
            registration.setInitParameters(made.getValue());
            map(registration);
        }
        for (Map.Entry<String, TestServlet> servlet : servlets.entrySet()) {
            ServletRegistration.Dynamic registration = context.addServlet("servlet-" + count++, servlet.getValue());
            registration.setAsyncSupported(true);
            registration.addMapping(servlet.getKey());
        }
        initializers.forEach(initializer -> initializer.accept(context));
    }

    private static void map(FilterRegistration.Dynamic registration) {
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
}
