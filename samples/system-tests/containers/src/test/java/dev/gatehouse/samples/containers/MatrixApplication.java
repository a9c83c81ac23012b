package dev.gatehouse.samples.containers;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.tasklist.TasklistApi;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The application of the tests: the Tasklist API, servlets below an open path, an optional path and paths that need a
 * caller. A filter before the host records the requests that arrive. Every path has a servlet, since Tomcat calls no
 * filter for others.
 */
final class MatrixApplication implements ServletContainerInitializer {

    static final int TEAPOT = 418;
    static final String ERROR_PAGE = "/error/teapot";
    /** A header of the requests of a test with a name for each. */
    static final String ROW = "X-Row";
    /** Stands for the name of a request without one. */
    static final String HIDDEN = "-";

    private final Gatehouse gatehouse;
    private final TasklistApi api;
    private final Queue<String> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<String> entries = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String server;

    MatrixApplication(Gatehouse gatehouse, TasklistApi api) {
        this.gatehouse = gatehouse;
        this.api = api;
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        server = context.getServerInfo();
        filter(context, "arrivals", new Arrivals(arrivals));
        filter(context, "gatehouse", gatehouse.filter());
        servlet(context, "open", "/open/*", new Sender());
        servlet(context, "open-target", "/open/target/*", new WhoAmI());
        servlet(context, "optional", "/optional/*", new Sender());
        servlet(context, "error", "/error/*", new WhoAmI());
        guarded(context, "in", "/in/*", new Sender());
        guarded(context, "app", "/app/*", new WhoAmI());
        guarded(context, "admin", "/admin/*", new WhoAmI());
        guarded(context, "rest", "/v1/*", api.restServlet());
        guarded(context, "graphql", "/graphql", api.graphQlServlet());
        guarded(context, "other", "/", new WhoAmI());
    }

    private static void filter(ServletContext context, String name, Filter filter) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    private void guarded(ServletContext context, String name, String mapping, Servlet servlet) {
        servlet(context, name, mapping, new Guarded(entries, servlet));
    }

    private static void servlet(ServletContext context, String name, String mapping, Servlet servlet) {
        ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(mapping);
    }

    /** Returns what the container calls itself. */
    @Nullable
    String server() {
        return server;
    }

    /** Returns the rows of the requests that reached the filters since the last call, in their order. */
    List<String> arrivals() {
        return drained(arrivals);
    }

    /** Returns the names of the guarded servlets that were entered since the last call, by any kind of dispatch. */
    List<String> entries() {
        return drained(entries);
    }

    private static List<String> drained(Queue<String> queue) {
        List<String> all = new ArrayList<>();
        for (String next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }

    /** Stands before the host. */
    private static final class Arrivals extends HttpFilter {
        private static final long serialVersionUID = 1L;
        private final transient Queue<String> arrivals;

        private Arrivals(Queue<String> arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                String row = request.getHeader(ROW);
                arrivals.add(row == null ? HIDDEN : row);
            }
            chain.doFilter(request, response);
        }
    }

    /** A servlet whose entries are recorded where they happen, since an include shows the mapping of its origin. */
    private static final class Guarded extends GenericServlet {
        private static final long serialVersionUID = 1L;
        private final transient Queue<String> entries;
        private final transient Servlet servlet;

        private Guarded(Queue<String> entries, Servlet servlet) {
            this.entries = entries;
            this.servlet = servlet;
        }

        @Override
        public void init() throws ServletException {
            servlet.init(getServletConfig());
        }

        @Override
        public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
            entries.add(getServletName());
            servlet.service(request, response);
        }

        @Override
        public void destroy() {
            servlet.destroy();
        }
    }

    /** Sends a request on in the way that its path names, to where the query says. */
    private static final class Sender extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String to = request.getParameter("to");
            switch (String.valueOf(request.getPathInfo())) {
                case "/forward" -> request.getRequestDispatcher(to).forward(request, response);
                case "/include" -> request.getRequestDispatcher(to).include(request, response);
                case "/async" -> request.startAsync().dispatch(to);
                case "/error" -> response.sendError(TEAPOT);
                default -> print(request, response);
            }
        }
    }

    /** Tells the caller. */
    private static final class WhoAmI extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            print(request, response);
        }
    }

    private static void print(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        String caller = Access.caller(request)
                .map(known -> known.mechanism() + "/" + known.getName())
                .orElse("-");
        response.getOutputStream()
                .write((caller + " " + request.getDispatcherType() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
