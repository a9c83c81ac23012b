package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.RequestGate;
import dev.gatehouse.spi.stability.Stable;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The filter in front of the application. Map it first, to {@code /*}, for all dispatcher types, with asynchronous
 * processing supported.
 *
 * <p>Created by {@link Gatehouse#filter()}, or by the container from {@code web.xml} or from an annotation on a
 * subclass. In the second case, each init parameter whose name starts with {@code auth.} is a setting, and
 * {@code gatehouse.settings-file} names a properties file with further settings; a name that begins with
 * {@code /WEB-INF/} is one of the unpacked WAR. The filter then publishes its {@link Gatehouse} as an attribute of the
 * servlet context under the name of that class, for readiness checks and reloads. Until the filter is initialised, and
 * if that fails, every request is refused. Undertow initialises filters at their first request;
 * {@code DeploymentInfo.setEagerFilterInit(true)} makes invalid settings refuse the start there too.
 *
 * @since 0.1
 */
@Stable
public class AuthenticationFilter implements Filter {

    /** The init parameter that names the properties file. */
    public static final String SETTINGS_FILE = "gatehouse.settings-file";

    private static final String WEB_INF = "/WEB-INF/";

    private @Nullable Gatehouse gatehouse;
    private boolean owned;

    /** Creates a filter that reads its settings from the init parameters. */
    public AuthenticationFilter() {}

    /** @param owned whether the host ends with the filter */
    AuthenticationFilter(Gatehouse gatehouse, boolean owned) {
        this.gatehouse = gatehouse;
        this.owned = owned;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        if (gatehouse != null) {
            return;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Enumeration<String> names = config.getInitParameterNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            parameters.put(name, config.getInitParameter(name));
        }
        String file = parameters.remove(SETTINGS_FILE);
        Gatehouse.Builder builder = Gatehouse.builder().initParameters(parameters);
        if (file != null) {
            builder.settingsFile(settingsFile(file, config.getServletContext()));
        }
        try {
            gatehouse = builder.start();
        } catch (RuntimeException refused) {
            throw new ServletException("authentication cannot start: " + refused.getMessage(), refused);
        }
        owned = true;
        config.getServletContext().setAttribute(Gatehouse.class.getName(), gatehouse);
    }

    private static Path settingsFile(String file, ServletContext context) throws ServletException {
        if (!file.startsWith(WEB_INF)) {
            return Path.of(file);
        }
        String path = context.getRealPath(file);
        if (path == null) {
            throw new ServletException("authentication cannot start: " + file
                    + " is not a file, because the container has not unpacked the WAR; name a file outside of it");
        }
        return Path.of(path);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Gatehouse active = gatehouse;
        if (active == null
                || !(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("authentication has not started, or the request is not HTTP");
        }
        Admission before = Admission.of(request);
        DispatcherType dispatch = request.getDispatcherType();
        if (dispatch == DispatcherType.ERROR) {
            // Without its page, an error is the bare status.
            if (active.admitsErrorPage(http, before)) {
                chain.doFilter(new AuthenticatedRequest(http), response);
            }
        } else if (before == null || dispatch == DispatcherType.REQUEST) {
            first(active, http, answer, chain);
        } else {
            again(active, before, http, answer, chain);
        }
    }

    private static void first(
            Gatehouse active, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Admission admission = active.receive(request, response);
        if (admission != null) {
            admission.attachTo(request);
            proceed(request, response, chain, admission, admission.refusals());
        } else {
            UnreadBody.abandon(request, response);
        }
    }

    private static void again(
            Gatehouse active,
            Admission before,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        boolean outermost = request.getDispatcherType() == DispatcherType.ASYNC;
        Admission admission;
        try {
            admission = active.redispatch(request, response, before, RequestGate.dispatchedPath(request));
        } catch (AccessRefusedException refused) {
            if (!outermost) {
                throw refused;
            }
            before.refusals().refuseLate(request, response, before.decision(), refused);
            return;
        }
        admission.attachTo(request);
        try {
            if (outermost) {
                proceed(request, response, chain, admission, before.refusals());
            } else {
                chain.doFilter(new AuthenticatedRequest(request), response);
            }
        } finally {
            if (!outermost) {
                before.attachTo(request);
            }
        }
    }

    /** Calls the application and writes the refusal if the application refuses the request. */
    private static void proceed(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Admission admission,
            RefusalWriter refusals)
            throws IOException, ServletException {
        try {
            chain.doFilter(new AuthenticatedRequest(request), response);
        } catch (ServletException | RuntimeException failure) {
            AccessRefusedException refused = AccessRefusedException.in(failure);
            if (refused == null) {
                throw failure;
            }
            refusals.refuseLate(request, response, admission.decision(), refused);
        }
    }

    @Override
    public void destroy() {
        if (owned && gatehouse != null) {
            gatehouse.close();
        }
    }
}
