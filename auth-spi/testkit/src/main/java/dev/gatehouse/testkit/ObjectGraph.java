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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
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
     * @param place the field, such as {@code field mac of com.example.Keys}
     * @param element whether it is an element of a collection rather than the value of the field
     */
    record Node(Object object, String place, boolean element) {}

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
    private long characters;

    private ObjectGraph() {}

    static ObjectGraph of(Collection<?> roots) {
        ObjectGraph graph = new ObjectGraph();
        for (Object root : roots) {
            graph.add(root, "the " + root.getClass().getName(), false);
        }
        while (!graph.open.isEmpty()) {
            graph.enter(graph.open.pop());
        }
        return graph;
    }

    /** Returns the objects. Two graphs of the same objects may list them in different orders. */
    List<Node> nodes() {
        return nodes;
    }

    /** Returns the number of objects, each entry of a map and each element of a collection among them. */
    long size() {
        return nodes.size();
    }

    /** Returns the number of characters and array elements in all strings and arrays of primitives. */
    long characters() {
        return characters;
    }

    private void add(@Nullable Object object, String place, boolean element) {
        if (object == null || isHosts(object) || !seen.add(object)) {
            return;
        }
        Node node = new Node(object, place, element);
        nodes.add(node);
        open.push(node);
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
        if (object instanceof CharSequence text) {
            characters += text.length();
        } else if (object.getClass().isArray()) {
            enterArray(object, node.place());
        } else if (object instanceof Map<?, ?> map && isReadable(object)) {
            map.forEach((key, value) -> {
                add(key, "a key in " + node.place(), true);
                add(value, "a value in " + node.place(), true);
            });
        } else if (object instanceof Collection<?> elements && isReadable(object)) {
            for (Object element : elements.toArray()) {
                add(element, "an element of " + node.place(), true);
            }
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get(), node.place(), node.element());
        } else if (object instanceof Optional<?> optional) {
            add(optional.orElse(null), node.place(), node.element());
        }
        for (Class<?> type = object.getClass(); type != null && !isClosed(type); type = type.getSuperclass()) {
            enterFields(object, type);
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

    private void enterArray(Object array, String place) {
        if (array instanceof Object[] elements) {
            for (Object element : elements) {
                add(element, place, false);
            }
        } else {
            characters += Array.getLength(array);
        }
    }

    private void enterFields(Object object, Class<?> type) {
        boolean first = types.add(type);
        for (Field field : type.getDeclaredFields()) {
            boolean ofType = Modifier.isStatic(field.getModifiers());
            if (!field.getType().isPrimitive() && (first || !ofType)) {
                add(value(field, ofType ? null : object), "field " + field.getName() + " of " + type.getName(), false);
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
