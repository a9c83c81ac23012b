package dev.gatehouse.tasklist.rest;

import dev.gatehouse.tasklist.http.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP method on one path pattern.
 *
 * @param method HTTP method
 * @param shape segments; {@code *} stands for one variable segment
 * @param needs what the caller needs
 */
record Route(String method, List<String> shape, Needs needs, Endpoint endpoint) {

    /** Requirement on the caller. */
    enum Needs {
        /** None; anonymous callers are allowed. */
        NOTHING,
        /** The caller is authenticated. */
        AUTHENTICATION,
        /** The caller has the permission WRITE. */
        WRITE
    }

    /** Answers a call. */
    @FunctionalInterface
    interface Endpoint {
        Answer answer(Call call);
    }

    static Route read(String method, String shape, Endpoint endpoint) {
        return new Route(method, segments(shape), Needs.AUTHENTICATION, endpoint);
    }

    static Route write(String method, String shape, Endpoint endpoint) {
        return new Route(method, segments(shape), Needs.WRITE, endpoint);
    }

    static Route open(String method, String shape, Endpoint endpoint) {
        return new Route(method, segments(shape), Needs.NOTHING, endpoint);
    }

    /** Returns the variable segments if the path matches, else null. */
    @Nullable
    List<String> match(List<String> path) {
        if (path.size() != shape.size()) {
            return null;
        }
        List<String> variables = new ArrayList<>(2);
        for (int i = 0; i < shape.size(); i++) {
            String segment = path.get(i);
            if (shape.get(i).equals("*")) {
                if (segment.isEmpty()) {
                    return null;
                }
                variables.add(segment);
            } else if (!shape.get(i).equals(segment)) {
                return null;
            }
        }
        return variables;
    }

    /** Splits a path at its slashes. A leading slash is ignored. */
    static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(6);
        int start = path.startsWith("/") ? 1 : 0;
        for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
            segments.add(path.substring(start, slash));
            start = slash + 1;
        }
        segments.add(path.substring(start));
        return segments;
    }
}
