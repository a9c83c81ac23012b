package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Checks the raw path, the headers and the transport of a request before anything else looks at them. It refuses
 * invalid requests and never normalises them.
 *
 * @since 0.1
 */
@Internal
public final class RequestGate {

    private static final Reason CONTAINER_DISAGREES = Reason.of("target.container-disagrees");
    private static final Reason AUTHORIZATION_REPEATED = Reason.of("request.authorization-repeated");
    private static final Reason HOST_REPEATED = Reason.of("request.host-repeated");

    private static final Reason INSECURE = Reason.of("transport.insecure");

    private final PublicAddress address;
    private final HostNames hosts;
    private final TransportPolicy transport;

    /** Creates the gate of one configuration. */
    public RequestGate(PublicAddress address, HostNames hosts, TransportPolicy transport) {
        this.address = address;
        this.hosts = hosts;
        this.transport = transport;
    }

    /** Checks a request that has just come in. */
    public GateResult check(HttpServletRequest request) {
        ClientConnection read = address.connection(request);
        ClientConnection.Known connection = read instanceof ClientConnection.Known known
                ? known
                : new ClientConnection.Known(request.getRemoteAddr(), request.isSecure(), null);
        RequestTarget target = target(request);
        if (target.refusal() != null) {
            return new GateResult(connection, target.path(), 400, target.refusal());
        }
        if (read instanceof ClientConnection.Unreadable unreadable) {
            return new GateResult(connection, target.path(), 400, unreadable.reason());
        }
        Reason misdirected = hosts.check(request, connection, target.path());
        if (misdirected != null) {
            return new GateResult(connection, target.path(), 421, misdirected);
        }
        return transport.permits(request, connection, target.path())
                ? new GateResult(connection, target.path(), 0, null)
                : new GateResult(connection, target.path(), 403, INSECURE);
    }

    /**
     * Checks the target and the headers of a request.
     *
     * @return the path below the context path, with the welcome file where the container has added it; or the refusal
     */
    static RequestTarget target(HttpServletRequest request) {
        RequestTarget whole = RequestTarget.of(request.getRequestURI());
        if (whole.refusal() != null) {
            return whole;
        }
        Reason headers = checkHeaders(request);
        if (headers != null) {
            return new RequestTarget("", headers);
        }
        return belowContext(request, whole.path());
    }

    private static @Nullable Reason checkHeaders(HttpServletRequest request) {
        if (repeated(request.getHeaders("Authorization"))) {
            return AUTHORIZATION_REPEATED;
        }
        return repeated(request.getHeaders("Host")) ? HOST_REPEATED : null;
    }

    private static boolean repeated(@Nullable Enumeration<String> values) {
        if (values == null || !values.hasMoreElements()) {
            return false;
        }
        values.nextElement();
        return values.hasMoreElements();
    }

    private static RequestTarget belowContext(HttpServletRequest request, String path) {
        String context = request.getContextPath();
        if (context.indexOf('%') >= 0) {
            RequestTarget prefix = RequestTarget.of(context);
            if (prefix.refusal() != null) {
                return prefix;
            }
            context = prefix.path();
        }
        if (!path.startsWith(context)) {
            return new RequestTarget("", CONTAINER_DISAGREES);
        }
        String below = context.isEmpty() ? path : path.substring(context.length());
        // The servlet is chosen by now, from the container's own reading of the target; on the first dispatch ours must
        // be the same.
        if (request.getDispatcherType() == DispatcherType.REQUEST && !sameAsContainer(request, below)) {
            String chosen = joined(request.getServletPath(), request.getPathInfo());
            // Some containers put the welcome file behind the path of a folder before the filters run. It was chosen by
            // the deployer and not by the client, and it is what will be served.
            boolean welcomeFile = below.endsWith("/") && chosen.startsWith(below);
            return welcomeFile ? new RequestTarget(chosen, null) : new RequestTarget("", CONTAINER_DISAGREES);
        }
        return new RequestTarget(below.isEmpty() ? "/" : below, null);
    }

    private static boolean sameAsContainer(HttpServletRequest request, String below) {
        String servletPath = request.getServletPath();
        String pathInfo = request.getPathInfo();
        int infoLength = pathInfo == null ? 0 : pathInfo.length();
        if (below.isEmpty()) {
            return servletPath.isEmpty() && (pathInfo == null || pathInfo.equals("/"));
        }
        return below.length() == servletPath.length() + infoLength
                && below.startsWith(servletPath)
                && (pathInfo == null || below.endsWith(pathInfo));
    }

    /** Returns the path of a dispatch that the application chose: a forward, an include or an asynchronous one. */
    public static String dispatchedPath(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE
                && request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH) instanceof String servletPath) {
            return joined(servletPath, request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
        }
        return joined(request.getServletPath(), request.getPathInfo());
    }

    private static String joined(String servletPath, @Nullable Object pathInfo) {
        String path = pathInfo == null ? servletPath : servletPath + pathInfo;
        return path.isEmpty() ? "/" : path;
    }
}
