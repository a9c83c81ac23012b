package dev.gatehouse.identity.service;

import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.support.json.StrictJson;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answers of the service. An answer that is not understood as a whole is no answer: a list that is cut short
 * would hide something or, where an empty list means no restriction, open something.
 */
final class Answer {

    /** Permissions of this form come from authorizations. */
    static final String PROCESS = "process-definition:";

    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_NAMES = 5_000;
    private static final int MAX_NAME = 255;
    private static final String PROCESS_TYPE = "process-definition";
    private static final StrictJson JSON = new StrictJson(1024, 8);

    private Answer() {}

    /** Returns the names in an answer; {@code null} if it cannot be used. */
    static @Nullable Set<String> names(Part part, byte[] body) {
        List<@Nullable Object> elements = JSON.array(body);
        if (elements == null || elements.size() > MAX_NAMES) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Object element : elements) {
            boolean understood = switch (part) {
                case PERMISSIONS, GROUPS -> add(element, names);
                case TENANTS -> element instanceof Map<?, ?> tenant && add(tenant.get("tenantId"), names);
                case AUTHORIZATIONS -> element instanceof Map<?, ?> authorization && addAll(authorization, names);
            };
            if (!understood || names.size() > MAX_NAMES) {
                return null;
            }
        }
        return names;
    }

    private static boolean add(@Nullable Object value, Set<String> names) {
        String name = name(value);
        if (name == null) {
            return false;
        }
        names.add(name);
        return true;
    }

    /** Adds a permission for each one of an authorization. Types of resources that are not known grant nothing. */
    private static boolean addAll(Map<?, ?> authorization, Set<String> names) {
        String type = name(authorization.get("resourceType"));
        String key = name(authorization.get("resourceKey"));
        List<String> permissions = Claims.strings(authorization.get("permissions"));
        if (type == null || key == null || permissions == null) {
            return false;
        }
        if (!type.equals(PROCESS_TYPE)) {
            return true;
        }
        for (String permission : permissions) {
            // The key comes last, so that no key can look like another permission.
            if (name(permission) == null || permission.indexOf(':') >= 0) {
                return false;
            }
            names.add(PROCESS + permission + ":" + key);
        }
        return true;
    }

    private static @Nullable String name(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= MAX_NAME && Claims.isPlain(text)
                ? text
                : null;
    }
}
