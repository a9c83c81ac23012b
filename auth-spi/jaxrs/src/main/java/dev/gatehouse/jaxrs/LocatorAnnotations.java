package dev.gatehouse.jaxrs;

import dev.gatehouse.spi.stability.Internal;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Applies the security annotations of sub-resource locators to the methods of what they return. Runtimes call a
 * {@link SecurityAnnotations dynamic feature} for resource methods alone, so the annotations of a locator, or of the
 * class that it is in, would have no effect. They do not say which locator was called: where several of a class can
 * return the sub-resource, the caller needs a role of each of them. JAX-RS runtimes create it, so it is public.
 *
 * @since 0.1
 */
@Internal
@Priority(SecurityAnnotations.BEFORE_RUNTIMES)
public final class LocatorAnnotations implements ContainerRequestFilter {

    private final HttpServletRequest request;

    /** Creates the filter with a proxy of the current request. */
    public LocatorAnnotations(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        // The current resource comes first, the root resource last.
        List<Object> matched = context.getUriInfo().getMatchedResources();
        for (int i = matched.size() - 1; i > 0; i--) {
            check(matched.get(i).getClass(), matched.get(i - 1).getClass());
        }
    }

    private void check(Class<?> type, Class<?> located) {
        for (Method method : type.getMethods()) {
            if (!method.isBridge() && canReturn(method, located) && isLocator(type, method)) {
                Roles roles = SecurityAnnotations.rolesOf(type, method);
                if (roles != null && !roles.isEverybody()) {
                    RolesFilter.require(request, roles);
                }
            }
        }
    }

    /** A locator may return a class instead of an object. */
    private static boolean canReturn(Method method, Class<?> located) {
        return method.getReturnType().isAssignableFrom(located) || method.getReturnType() == Class.class;
    }

    /** A locator has a path and, unlike a resource method, no HTTP method (Jakarta RESTful Web Services 3.4.1). */
    private static boolean isLocator(Class<?> type, Method method) {
        boolean located = false;
        for (Class<?> declaring : SecurityAnnotations.typesOf(type)) {
            Method declared = SecurityAnnotations.declared(declaring, method);
            if (declared != null) {
                for (Annotation annotation : declared.getAnnotations()) {
                    if (annotation.annotationType().isAnnotationPresent(HttpMethod.class)) {
                        return false;
                    }
                }
                located |= declared.isAnnotationPresent(Path.class);
            }
        }
        return located;
    }
}
