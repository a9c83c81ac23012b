package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuthenticationFilterTest {

    private final AtomicInteger passed = new AtomicInteger();

    @SuppressWarnings("unchecked")
    private static <T> T mute(Class<T> type) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        });
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
    void filterOfAHost_leavesItOpenWhenItIsDestroyed() {
        FakeMechanism token = TestHost.bearer();
        try (Gatehouse gatehouse = TestHost.of(token).start()) {
            gatehouse.filter().destroy();
            assertEquals(0, token.closed());
        }
        assertEquals(1, token.closed());
    }
}
