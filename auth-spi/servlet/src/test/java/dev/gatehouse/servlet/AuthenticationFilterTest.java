package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.servlet.gate.FakeRequest;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class AuthenticationFilterTest {

    private final AtomicInteger passed = new AtomicInteger();

    private static <T> T mute(Class<T> type) {
        return answering(type, (name, arguments) -> {
            throw new UnsupportedOperationException(name);
        });
    }

    private static <T> T answering(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.apply(method.getName(), arguments)));
    }

    @Test
    void filterWasNotInitialised_requestIsRefused() {
        AuthenticationFilter filter = new AuthenticationFilter();
        assertThrows(
                ServletException.class,
                () -> filter.doFilter(
                        new FakeRequest().build(),
                        mute(HttpServletResponse.class),
                        (request, response) -> passed.incrementAndGet()));
        assertEquals(0, passed.get());
        filter.destroy();
    }

    @Test
    void requestIsNotHttp_isRefused() {
        try (Gatehouse gatehouse = TestHost.of(TestHost.bearer()).start()) {
            assertThrows(
                    ServletException.class,
                    () -> gatehouse
                            .filter()
                            .doFilter(
                                    mute(ServletRequest.class),
                                    mute(ServletResponse.class),
                                    (request, response) -> passed.incrementAndGet()));
        }
        assertEquals(0, passed.get());
    }

    @Test
    void filterThatTheContainerMade_leavesItsHostInTheContext() throws ServletException {
        Map<String, Object> attributes = new HashMap<>();
        Map<String, String> parameters = Map.of("auth.mechanisms", "found");
        ServletContext context = answering(ServletContext.class, (name, arguments) -> switch (name) {
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(name);
        });
        FilterConfig config = answering(FilterConfig.class, (name, arguments) -> switch (name) {
            case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
            case "getInitParameter" -> parameters.get((String) arguments[0]);
            case "getServletContext" -> context;
            default -> throw new UnsupportedOperationException(name);
        });
        AuthenticationFilter filter = new AuthenticationFilter();
        filter.init(config);
        Gatehouse gatehouse = (Gatehouse) attributes.get("dev.gatehouse.servlet.Gatehouse");
        assertEquals(Set.of("found"), gatehouse.health().keySet());
        filter.destroy();
    }

    @Test
    void filterOfAHost_leavesItOpenWhenItIsDestroyed() {
        FakeMechanism token = TestHost.bearer();
        try (Gatehouse gatehouse = TestHost.of(token).start()) {
            gatehouse.filter().destroy();
            assertEquals(0, token.closed());
        }
        assertEquals(1, token.closed());
    }
}
