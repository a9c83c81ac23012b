package dev.gatehouse.spring;

import dev.gatehouse.servlet.Access;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the tests add to the application of the documentation. */
@Configuration(proxyBeanMethods = false)
class TestBeans {

    @Bean
    TestTokens testTokens() {
        return new TestTokens();
    }

    @Bean
    Decisions decisions() {
        return new Decisions();
    }

    @Bean
    AtomicInteger seenByTheFirstFilterOfTheApplication() {
        return new AtomicInteger();
    }

    @Bean
    FirstFilter firstFilterOfTheApplication(AtomicInteger seen) {
        return new FirstFilter(seen);
    }

    @Bean
    ServletRegistrationBean<ReportsServlet> reports() {
        ServletRegistrationBean<ReportsServlet> registration =
                new ServletRegistrationBean<>(new ReportsServlet(), "/reports/*");
        registration.setName("reports");
        return registration;
    }

    /** Wants to be first, as the host does. */
    record FirstFilter(AtomicInteger seen) implements Filter, Ordered {

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            seen.incrementAndGet();
            chain.doFilter(request, response);
        }
    }

    /** Handles what the host has to handle first. */
    @RestControllerAdvice
    static class EveryException {

        @ExceptionHandler(Exception.class)
        String handle(Exception failure, HttpServletResponse response) {
            response.setStatus(500);
            return "advice: " + failure.getClass().getSimpleName();
        }
    }

    /** Is not open, whatever leads to it. */
    static final class ReportsServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if ("/refund".equals(request.getPathInfo())) {
                Access.require(request, "orders:refund");
            }
            response.getWriter().write("reports");
        }
    }

    /** Controllers of all kinds. */
    @RestController
    static class KindsController {

        @GetMapping("/kinds/callable")
        Callable<String> callable(HttpServletRequest request, Principal caller) {
            return () -> caller.getName() + " " + request.getUserPrincipal().getName() + " "
                    + Access.require(request, "orders:read").getName();
        }

        @GetMapping("/kinds/late")
        Callable<String> late(HttpServletRequest request) {
            return () -> {
                throw Access.refuse(request);
            };
        }

        @GetMapping("/kinds/deferred")
        DeferredResult<String> deferred(HttpServletRequest request) {
            DeferredResult<String> result = new DeferredResult<>();
            result.setErrorResult(new IllegalStateException(Access.refuse(request)));
            return result;
        }

        @GetMapping("/kinds/events")
        SseEmitter events(HttpServletRequest request) throws IOException {
            SseEmitter emitter = new SseEmitter();
            emitter.send(Access.require(request).getName());
            emitter.complete();
            return emitter;
        }

        @GetMapping("/kinds/half")
        String half(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-Half", "half");
            response.getWriter().write("half");
            throw Access.refuse(request);
        }

        @GetMapping("/kinds/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }

        @GetMapping({"/kinds/conflict", "/open/conflict"})
        void conflict(HttpServletResponse response) throws IOException {
            response.sendError(409);
        }

        @GetMapping("/open/forward")
        void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
            request.getRequestDispatcher("/orders").forward(request, response);
        }

        @GetMapping("/open/error")
        void error(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
            request.getRequestDispatcher("/error").forward(request, response);
        }

        @GetMapping("/open/named")
        void named(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
            request.getServletContext().getNamedDispatcher("reports").forward(request, response);
        }
    }
}
