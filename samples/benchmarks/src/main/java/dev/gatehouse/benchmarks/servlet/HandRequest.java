package dev.gatehouse.benchmarks.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request from this machine with one header besides {@code Host} and without a body. Not thread-safe. */
public final class HandRequest extends HttpServletRequestWrapper {

    private static final HttpServletRequest NONE = NoContainer.as(HttpServletRequest.class);
    private static final String PATH = "/v1/tasks";
    private static final String HOST = "api.example.com";

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final String name;
    private final String value;
    private @Nullable String attributeName;
    private @Nullable Object attribute;

    /** Makes a request {@code GET /v1/tasks} whose only other header is this one. */
    public HandRequest(String name, String value) {
        this("GET", PATH, null, name, value);
    }

    /** Makes any request. */
    public HandRequest(String method, String path, @Nullable String query, String name, String value) {
        super(NONE);
        this.method = method;
        this.path = path;
        this.query = query;
        this.name = name;
        this.value = value;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getContextPath() {
        return "";
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    @Override
    public long getContentLengthLong() {
        return 0;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getRemoteAddr() {
        return "127.0.0.1";
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public @Nullable String getHeader(String wanted) {
        if (wanted.equalsIgnoreCase(name)) {
            return value;
        }
        return wanted.equalsIgnoreCase("Host") ? HOST : null;
    }

    @Override
    public Enumeration<String> getHeaders(String wanted) {
        String found = getHeader(wanted);
        return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
    }

    @Override
    public @Nullable Object getAttribute(String wanted) {
        return wanted.equals(attributeName) ? attribute : null;
    }

    @Override
    public void setAttribute(String key, Object object) {
        if (attributeName != null && !attributeName.equals(key)) {
            throw new UnsupportedOperationException("one attribute is enough for the filter");
        }
        attributeName = key;
        attribute = object;
    }
}
