package dev.gatehouse.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The collections of a mechanism that threads can share under a lock only, and what is in them. */
final class SharedCollections {

    private static final Set<Class<?>> UNGUARDED = Set.of(
            HashMap.class,
            LinkedHashMap.class,
            TreeMap.class,
            IdentityHashMap.class,
            HashSet.class,
            LinkedHashSet.class,
            TreeSet.class,
            ArrayList.class,
            LinkedList.class,
            ArrayDeque.class,
            PriorityQueue.class);

    private final IdentityHashMap<Object, List<Integer>> contents = new IdentityHashMap<>();
    private final IdentityHashMap<Object, String> places = new IdentityHashMap<>();

    SharedCollections(TestMechanism mechanism, Set<Class<?>> exceptions) {
        for (ObjectGraph.Node node : ObjectGraph.of(mechanism.roots()).nodes()) {
            if (isUnguarded(node.object()) && exceptions.stream().noneMatch(type -> type.isInstance(node.object()))) {
                contents.put(node.object(), elements(node.object()));
                places.put(node.object(), node.place());
            }
        }
    }

    /** Removes those that have not changed since: threads may read them without a lock. */
    void keepChanged() {
        contents.entrySet().removeIf(entry -> elements(entry.getKey()).equals(entry.getValue()));
    }

    boolean isEmpty() {
        return contents.isEmpty();
    }

    /** Returns where they are and what they are. */
    String names() {
        return contents.keySet().stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(Object collection) {
        return places.get(collection) + " holds a " + collection.getClass().getName();
    }

    static boolean isUnguarded(Object object) {
        if (UNGUARDED.contains(object.getClass())) {
            return true;
        }
        // Such as a LinkedHashMap that removes its eldest entry.
        return object.getClass().getSuperclass() == LinkedHashMap.class;
    }

    /** Returns the elements; those of a map are its keys and values. */
    private static List<Integer> elements(Object collection) {
        List<Integer> elements = new ArrayList<>();
        if (collection instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                elements.add(System.identityHashCode(key));
                elements.add(System.identityHashCode(value));
            });
        } else {
            ((Collection<?>) collection).forEach(element -> elements.add(System.identityHashCode(element)));
        }
        return elements;
    }
}
