package dev.gatehouse.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebInitParam;

/** How an application without {@code web.xml} maps the filter. */
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {
            DispatcherType.REQUEST,
            DispatcherType.FORWARD,
            DispatcherType.INCLUDE,
            DispatcherType.ASYNC,
            DispatcherType.ERROR
        },
        initParams = {
            @WebInitParam(name = "auth.mechanisms", value = "found"),
            @WebInitParam(name = "auth.realm", value = "annotated"),
            @WebInitParam(name = "auth.access.path", value = "/health"),
            @WebInitParam(name = "auth.access.mode", value = "open")
        })
public final class AnnotatedFilter extends AuthenticationFilter {

    /** Made by the container. */
    public AnnotatedFilter() {}
}
