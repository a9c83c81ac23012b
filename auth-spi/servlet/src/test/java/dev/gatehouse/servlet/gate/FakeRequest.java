package dev.gatehouse.servlet.gate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that knows what the host asks a request before any application is there, and fails when it is asked for
 * more.
 */
public final class FakeRequest {

    private final List<Header> headers = new ArrayList<>();
    private String method = "GET";
    private String peer = "127.0.0.1";
    private String uri = "/";
    private String contextPath = "";
    private String servletPath = "/";
    private String pathInfo;
    private DispatcherType dispatch = DispatcherType.REQUEST;
    private final Map<String, Object> attributes = new HashMap<>();
    private boolean secure;

    private record Header(String name, String value) {}

    FakeRequest header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** Adds header lines as they stand in a request. */
    public FakeRequest lines(String... lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            header(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        return this;
    }

    public FakeRequest method(String value) {
        method = value;
        return this;
    }

    public FakeRequest peer(String value) {
        peer = value;
        return this;
    }

    FakeRequest uri(String value) {
        uri = value;
        return this;
    }

    /** Sets what the container makes of the target. */
    FakeRequest container(String context, String servlet, String info) {
        contextPath = context;
        servletPath = servlet;
        pathInfo = info;
        return this;
    }

    FakeRequest dispatch(DispatcherType type) {
        dispatch = type;
        return this;
    }

    FakeRequest attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    public FakeRequest secure() {
        secure = true;
        return this;
    }

    public HttpServletRequest build() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this::answer);
    }

    private Object answer(Object proxy, Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getProtocol" -> "HTTP/1.1";
            case "getRemoteAddr" -> peer;
            case "isSecure" -> secure;
            case "getRequestURI" -> uri;
            case "getContextPath" -> contextPath;
            case "getServletPath" -> servletPath;
            case "getPathInfo" -> pathInfo;
            case "getDispatcherType" -> dispatch;
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "getHeaders" -> Collections.enumeration(values((String) arguments[0]));
            case "getHeader" ->
                values((String) arguments[0]).stream().findFirst().orElse(null);
            default -> throw new UnsupportedOperationException(called.getName());
        };
    }

    private List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                values.add(header.value());
            }
        }
        return values;
    }
}
