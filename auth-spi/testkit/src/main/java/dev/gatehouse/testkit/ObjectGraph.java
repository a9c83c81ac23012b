package dev.gatehouse.testkit;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Settings;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The objects that can be reached from some others: through the fields of their classes, static ones among them, and
 * through collections. Objects of the JDK are not looked into, because it does not open them to reflection; collections
 * are read through their public methods. Loggers, the host's context and weak and soft references lead nowhere.
 *
 * <p>To be made while no other thread changes the objects.
 */
final class ObjectGraph {

    /**
     * An object and the way to it.
     *
     * @param object the object
     * @param path where it is
     * @param element whether it is an element of a collection rather than the value of the field
     */
    record Node(Object object, FieldPath path, boolean element) {

        /** Returns the field, such as {@code field mac of com.example.Keys}. */
        String place() {
            return path.place();
        }

        private long characters() {
            if (object instanceof CharSequence text) {
                return text.length();
            }
            boolean primitives = object.getClass().isArray() && !(object instanceof Object[]);
            return primitives ? Array.getLength(object) : 0;
        }
    }

    /** Objects of these packages are not looked into. */
    private static final List<String> CLOSED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.slf4j.",
            "ch.qos.logback.",
            "org.apache.logging.",
            "org.apache.commons.logging.",
            "org.junit.");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Class<?>> types = new HashSet<>();
    private final Deque<Node> open = new ArrayDeque<>();
    private final List<Node> nodes = new ArrayList<>();

    private ObjectGraph() {}

    static ObjectGraph of(Collection<?> roots) {
        ObjectGraph graph = new ObjectGraph();
        for (Object root : roots) {
            graph.add(root, FieldPath.of(root), false);
        }
        while (!graph.open.isEmpty()) {
            graph.enter(graph.open.remove());
        }
        return graph;
    }

    /**
     * Returns the objects, those with the shortest paths first. Two graphs of the same objects may list them in
     * different orders.
     */
    List<Node> nodes() {
        return nodes;
    }

    /** Returns the number of objects, each entry of a map and each element of a collection among them. */
    Amounts objects() {
        return amounts(node -> 1);
    }

    /** Returns the number of characters and array elements in strings and arrays of primitives. */
    Amounts characters() {
        return amounts(Node::characters);
    }

    private Amounts amounts(ToLongFunction<Node> measure) {
        Map<FieldPath, Long> amounts = new LinkedHashMap<>();
        nodes.forEach(node -> amounts.merge(node.path(), measure.applyAsLong(node), Long::sum));
        return new Amounts(amounts);
    }

    private void add(@Nullable Object object, FieldPath path, boolean element) {
        if (object == null || isHosts(object) || !seen.add(object)) {
            return;
        }
        Node node = new Node(object, path, element);
        nodes.add(node);
        open.add(node);
    }

    private static boolean isHosts(Object object) {
        return object instanceof MechanismContext
                || object instanceof Settings
                || object instanceof Clock
                || object instanceof Class
                || object instanceof ClassLoader
                || object instanceof Reference;
    }

    private void enter(Node node) {
        Object object = node.object();
        FieldPath path = node.path();
        if (object instanceof Object[] elements) {
            for (Object element : elements) {
                add(element, path, false);
            }
        } else if (object instanceof Map<?, ?> map && isReadable(object)) {
            map.forEach((key, value) -> {
                add(key, path.element("a key in"), true);
                add(value, path.element("a value in"), true);
            });
        } else if (object instanceof Collection<?> elements && isReadable(object)) {
            for (Object element : elements.toArray()) {
                add(element, path.element("an element of"), true);
            }
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get(), path, node.element());
        } else if (object instanceof Optional<?> optional) {
            add(optional.orElse(null), path, node.element());
        }
        for (Class<?> type = object.getClass(); type != null && !isClosed(type); type = type.getSuperclass()) {
            enterFields(object, type, path);
        }
    }

    /** Whether a collection is one of the JDK, or extends one. Others are read by their fields. */
    private static boolean isReadable(Object collection) {
        Class<?> type = collection.getClass();
        while (!isClosed(type)) {
            type = type.getSuperclass();
        }
        return type != Object.class && !type.getSimpleName().startsWith("Abstract");
    }

    private void enterFields(Object object, Class<?> type, FieldPath path) {
        boolean first = types.add(type);
        for (Field field : type.getDeclaredFields()) {
            boolean ofType = Modifier.isStatic(field.getModifiers());
            if (!field.getType().isPrimitive() && (first || !ofType)) {
                FieldPath inner = path.field("field " + field.getName() + " of " + type.getName());
                add(value(field, ofType ? null : object), inner, false);
            }
        }
    }

    private static @Nullable Object value(Field field, @Nullable Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            return null;
        }
    }

    static boolean isClosed(Class<?> type) {
        String name = type.getName();
        return CLOSED.stream().anyMatch(name::startsWith);
    }
}
