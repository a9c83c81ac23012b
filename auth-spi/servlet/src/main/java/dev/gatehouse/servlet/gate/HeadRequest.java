package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that consists of a head, for explanations: over TLS from the loopback address, at the root context, with no
 * body. Methods that the host and mechanisms do not need are not supported.
 *
 * @param head the head
 * @since 0.1
 */
@Internal
public record HeadRequest(RequestHead head) implements InvocationHandler {

    private static final String LOOPBACK = "127.0.0.1";

    /** Returns the head as a request. */
    public static HttpServletRequest of(RequestHead head) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HeadRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, new HeadRequest(head));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        String argument = arguments != null && arguments.length == 1 ? String.valueOf(arguments[0]) : "";
        return switch (method.getName()) {
            case "getMethod" -> head.method();
            case "getRequestURI" -> head.path();
            case "getQueryString" -> query();
            case "getContextPath" -> "";
            case "getServletPath" -> RequestTarget.of(head.path()).path();
            case "getPathInfo", "getAttribute", "getCharacterEncoding" -> null;
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getProtocol" -> "HTTP/1.1";
            case "getScheme" -> "https";
            case "isSecure" -> true;
            case "getRemoteAddr", "getRemoteHost", "getLocalAddr" -> LOOPBACK;
            case "getHeader" -> first(argument);
            case "getHeaders" -> Collections.enumeration(head.values(argument));
            case "getHeaderNames" -> Collections.enumeration(names());
            case "getServerName" -> Objects.requireNonNullElse(first("Host"), "localhost");
            case "getServerPort", "getLocalPort", "getRemotePort" -> 443;
            case "toString" -> head.toString();
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> arguments != null && proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private @Nullable String query() {
        int mark = head.target().indexOf('?');
        return mark < 0 ? null : head.target().substring(mark + 1);
    }

    private @Nullable String first(String name) {
        List<String> values = head.values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        head.headers().forEach(field -> names.add(field.name()));
        return names;
    }
}
