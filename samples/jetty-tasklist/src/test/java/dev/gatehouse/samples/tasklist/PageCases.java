package dev.gatehouse.samples.tasklist;

import dev.gatehouse.samples.tasklist.web.Resources;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TaskStores;
import java.nio.file.Path;
import java.util.Map;

/** Tasks of the user demo whose forms and values are hard to show and to keep, in the database of a sample. */
final class PageCases implements AutoCloseable {

    private static final long PROCESS = 9001;
    private static final String FIELDS_OF =
            "{\"type\":\"default\",\"schemaVersion\":16,\"id\":\"%s\",\"components\":[%s]}";

    private final TaskStore store;
    private long next = 9101;

    private PageCases(TaskStore store) {
        this.store = store;
    }

    /** Opens the database of a sample that is not running. */
    static PageCases in(Path data) {
        TaskStore store = TaskStores.open(StoreSettings.in(data));
        store.deploy(ProcessDeployment.of(Resources.text("/page-cases.bpmn")).withKey(PROCESS));
        return new PageCases(store);
    }

    /** Stores the next version of a form with these components. */
    PageCases form(String id, String... components) {
        store.deploy(FormDeployment.of(id, FIELDS_OF.formatted(id, String.join(",", components))));
        return this;
    }

    /** Adds a task of demo with the newest version of a form, and returns its id. */
    String task(String name, String form, Map<String, String> variables) {
        return task(name, FormLink.deployed(form, null), variables);
    }

    /** Adds a task of demo and returns its id. */
    String task(String name, FormLink form, Map<String, String> variables) {
        return add(basis(name).form(form).assignee("demo").processVariables(variables));
    }

    /** Adds a task and returns its id. */
    String add(NewTask task) {
        return store.create(task).id();
    }

    /** Returns a task in an instance of its own. */
    NewTask basis(String name) {
        long key = next++;
        return NewTask.of(PROCESS, "check-values")
                .key(key)
                .processInstanceKey(key + 1000)
                .name(name);
    }

    @Override
    public void close() {
        store.close();
    }
}
