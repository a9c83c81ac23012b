package dev.gatehouse.spring;

import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a refusal in a controller as the host does, before the exception handlers of the application see it, because
 * one for all exceptions would answer with 500. Stateless and thread-safe.
 */
final class RefusalResolver implements HandlerExceptionResolver, Ordered {

    private static final int CAUSES = 8;

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        AccessRefusedException refused = refusal(failure);
        if (refused == null || response.isCommitted()) {
            return null;
        }
        try {
            Access.answer(request, response, refused);
        } catch (IOException disconnected) {
            throw new UncheckedIOException("the refusal cannot be written", disconnected);
        }
        // Without a view, Spring leaves the response as it is.
        return new ModelAndView();
    }

    private static @Nullable AccessRefusedException refusal(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES; depth++) {
            if (cause instanceof AccessRefusedException refused) {
                return refused;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
