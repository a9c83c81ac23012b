package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnModel;
import dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Keeps the user tasks of recently used models, so that creating a task does not parse its model again. A definition
 * with a model never changes; one without may get it later and is read each time. Thread-safe.
 */
final class DefinitionCache {

    private static final int MOST = 1000;

    private final Map<Long, Entry> byKey = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        // Newer compilers take the simple name for the one that maps inherit.
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, DefinitionCache.Entry> eldest) {
            return size() > MOST;
        }
    };

    /** A definition and what its model says about user tasks. */
    record Entry(ProcessDefinition process, Map<String, BpmnModel.UserTask> userTasks) {

        /** Returns the element with this id. An element that no model describes is named by its id. */
        BpmnModel.UserTask userTask(String elementId) {
            return BpmnModel.userTask(userTasks, elementId);
        }
    }

    Entry get(Handle handle, long key) {
        synchronized (byKey) {
            Entry known = byKey.get(key);
            if (known != null) {
                return known;
            }
        }
        ProcessDefinition process = DefinitionRows.find(handle, key)
                .orElseThrow(() -> new IllegalArgumentException("unknown process definition key " + key));
        return DefinitionRows.xml(handle, key)
                .map(xml ->
                        remember(new Entry(process, new BpmnReader().read(xml).userTasks())))
                .orElseGet(() -> new Entry(process, Map.of()));
    }

    private Entry remember(Entry entry) {
        synchronized (byKey) {
            byKey.put(entry.process().key(), entry);
        }
        return entry;
    }
}
