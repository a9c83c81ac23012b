package dev.gatehouse.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The collections of a mechanism that threads can share under a lock only. Whether there is a lock shows afterwards:
 * without one, concurrent changes get lost inside of the collection, so that its size is not the number of its elements.
 */
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

    private static final int BEYOND_SIZE = 100_000;

    private final Map<Object, List<Integer>> contents = new IdentityHashMap<>();
    private final Map<Object, String> places = new IdentityHashMap<>();

    SharedCollections(TestMechanism mechanism) {
        for (ObjectGraph.Node node : ObjectGraph.of(mechanism.roots()).nodes()) {
            if (isUnguarded(node.object())) {
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

    /** Returns what is wrong with one of them; empty if nothing is. */
    Optional<String> damage() {
        for (Object collection : contents.keySet()) {
            String name = places.get(collection) + " holds a " + collection.getClass().getName() + " without a lock: ";
            try {
                int counted = elements(collection).size();
                int size = size(collection);
                if (counted != size) {
                    return Optional.of(
                            name + "after concurrent calls its size is " + size + ", and it has " + counted + " elements");
                }
            } catch (RuntimeException damaged) {
                return Optional.of(name + "after concurrent calls reading it throws " + damaged);
            }
        }
        return Optional.empty();
    }

    private static boolean isUnguarded(Object object) {
        if (UNGUARDED.contains(object.getClass())) {
            return true;
        }
        // Such as a LinkedHashMap that removes its eldest entry.
        return object.getClass().getSuperclass() == LinkedHashMap.class;
    }

    /** Returns the number that the collection tells, as {@link #elements} counts. */
    private static int size(Object collection) {
        return collection instanceof Map<?, ?> map ? 2 * map.size() : ((Collection<?>) collection).size();
    }

    /** Returns the elements; those of a map are its keys and values. A damaged collection may have no end. */
    private static List<Integer> elements(Object collection) {
        int limit = size(collection) + BEYOND_SIZE;
        List<Integer> elements = new ArrayList<>();
        if (collection instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            while (entries.hasNext() && elements.size() < limit) {
                Map.Entry<?, ?> entry = entries.next();
                elements.add(System.identityHashCode(entry.getKey()));
                elements.add(System.identityHashCode(entry.getValue()));
            }
        } else {
            Iterator<?> next = ((Collection<?>) collection).iterator();
            while (next.hasNext() && elements.size() < limit) {
                elements.add(System.identityHashCode(next.next()));
            }
        }
        return elements;
    }
}
