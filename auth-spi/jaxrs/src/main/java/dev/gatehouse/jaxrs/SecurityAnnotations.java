package dev.gatehouse.jaxrs;

import dev.gatehouse.spi.stability.Internal;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@code @RolesAllowed}, {@code @DenyAll} and {@code @PermitAll} to resource methods. A role is a permission of
 * the caller, and {@code **} is any caller. The annotation of the method goes before that of the class; what a method
 * does not say itself, the methods say that it overrides or implements. An inherited {@code @PermitAll} does not open
 * what the annotation of the class restricts, and that of a class does not open a restricted class whose methods it
 * inherits. JAX-RS runtimes create it, so it is public.
 *
 * @since 0.1
 */
@Internal
public final class SecurityAnnotations implements DynamicFeature {

    /** Before the filters of runtimes, whose refusals have another form and are in no audit log. */
    static final int BEFORE_RUNTIMES = Priorities.AUTHORIZATION - 1;

    private final HttpServletRequest request;

    /** Creates the feature with a proxy of the current request. */
    public SecurityAnnotations(@Context HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Roles roles = rolesOf(resource.getResourceClass(), resource.getResourceMethod());
        if (roles != null && !roles.isEverybody()) {
            context.register(new RolesFilter(request, roles), BEFORE_RUNTIMES);
        }
    }

    /** Returns the roles that a method requires; {@code null} where no annotation says so. */
    static @Nullable Roles rolesOf(Class<?> type, Method method) {
        Roles ofClass = null;
        boolean isDeclared = false;
        for (Class<?> declaring : typesOf(type)) {
            Method declared = declared(declaring, method);
            Roles ofMethod = declared == null ? null : roles(declared);
            if (ofMethod != null) {
                return ofMethod.isEverybody() && ofClass != null ? ofClass : ofMethod;
            }
            Roles own = roles(declaring);
            // A class may restrict the methods that it inherits, and does not open them.
            if (own != null && (ofClass == null || (ofClass.isEverybody() && !isDeclared))) {
                ofClass = own;
            }
            isDeclared |= declared != null;
        }
        return ofClass;
    }

    private static @Nullable Roles roles(AnnotatedElement element) {
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Roles.NONE;
        }
        if (allowed != null) {
            return Roles.of(allowed.value());
        }
        return element.isAnnotationPresent(PermitAll.class) ? Roles.EVERYONE : null;
    }

    static @Nullable Method declared(Class<?> type, Method method) {
        for (Method candidate : type.getDeclaredMethods()) {
            if (!candidate.isBridge()
                    && candidate.getName().equals(method.getName())
                    && overridable(candidate.getParameterTypes(), method.getParameterTypes())) {
                return candidate;
            }
        }
        return null;
    }

    /** A type variable of an interface is a wider type than the parameter of the method. */
    private static boolean overridable(Class<?>[] wider, Class<?>[] parameters) {
        if (wider.length != parameters.length) {
            return false;
        }
        for (int i = 0; i < wider.length; i++) {
            if (!wider[i].isAssignableFrom(parameters[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the class, its superclasses, and then their interfaces. */
    static Set<Class<?>> typesOf(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> next = type; next != null && next != Object.class; next = next.getSuperclass()) {
            types.add(next);
        }
        List<Class<?>> open = new ArrayList<>(types);
        for (int i = 0; i < open.size(); i++) {
            for (Class<?> implemented : open.get(i).getInterfaces()) {
                if (types.add(implemented)) {
                    open.add(implemented);
                }
            }
        }
        return types;
    }
}
