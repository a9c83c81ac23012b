package dev.gatehouse.benchmarks.tasks;

import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.Cursor;
import dev.gatehouse.tasklist.store.TaskQuery.Person;
import dev.gatehouse.tasklist.store.TaskQuery.Side;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Tenants;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** The calls that are measured. Each has many variants, because H2 remembers the result of the last query. */
final class Calls {

    private final Map<String, IntFunction<TaskQuery>> all = new LinkedHashMap<>();

    private Calls(TaskStore store, int pages) {
        add("first page", i -> query());
        add("first page, active", i -> query().state(TaskState.CREATED));
        add("first page, completed", i -> query().state(TaskState.COMPLETED));
        add(pages + " pages deep", after(store, TaskQuery.builder(), pages));
        add(pages + " pages deep, active", after(store, TaskQuery.builder().state(TaskState.CREATED), pages));
        add("assignee", i -> query().assignee(SampleTasks.user(i)));
        add("assignee, active", i -> query().state(TaskState.CREATED).assignee(SampleTasks.user(i)));
        add("unassigned, active", i -> query().state(TaskState.CREATED).assigned(false));
        add("candidate group", i -> query().candidateGroup(group(i)));
        add("candidate group, active", i -> query().state(TaskState.CREATED).candidateGroup(group(i)));
        add(
                "5 candidate groups",
                i -> query().candidateGroups(
                                List.of(group(i), group(i + 1), group(i + 2), group(i + 3), group(i + 4))));
        add("candidate user", i -> query().candidateUser(SampleTasks.user(i)));
        add("process", i -> query().processDefinitionKey(process(i)));
        add("element", i -> query().taskDefinitionId(SampleTasks.element(i % 20, i % 5)));
        add("process instance", i -> query().processInstanceKey(Long.toString(1_000_000_000L + i * 97L)));
        for (SortField field : List.of(SortField.DUE_DATE, SortField.FOLLOW_UP_DATE, SortField.PRIORITY)) {
            for (boolean ascending : new boolean[] {true, false}) {
                String name =
                        "by " + field.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                                + (ascending ? ", rising" : ", falling");
                add(name, i -> query().sort(field, ascending));
                add(
                        name + ", " + pages + " pages deep",
                        after(store, TaskQuery.builder().sort(field, ascending), pages));
            }
        }
        add("by creation, rising", i -> query().sort(SortField.CREATION_TIME, true));
        add("assignee by due date", i -> query().assignee(SampleTasks.user(i)).sort(SortField.DUE_DATE, true));
        add("group by due date", i -> query().candidateGroup(group(i)).sort(SortField.DUE_DATE, true));
        add("variable, 1 in 10,000", i -> query().variable("customer", customer(i)));
        add("variable, 1 in 10", i -> query().variable("region", region(i)));
        add(
                "variables, 1 in 10 and 1 in 10",
                i -> query().variable("region", region(i)).variable("urgent", "true"));
        add(
                "variables, 1 in 10 and 1 in 10,000",
                i -> query().variable("region", region(i)).variable("customer", customer(i)));
        add("variable, one task", i -> query().variable("order", "\"order-" + i * 13 + "\""));
        add("variable and group", i -> query().variable("region", region(i)).candidateGroup(group(i)));
        add("visible to a person of 5 groups", i -> query().visibleTo(person(i)));
        add("visible to a person, active", i -> query().state(TaskState.CREATED).visibleTo(person(i)));
        add("one tenant", i -> query().tenantIds(Set.of(Tenants.DEFAULT)));
        add(
                "tenant, person, process",
                i -> query().tenantIds(Set.of(Tenants.DEFAULT, "t" + i))
                        .visibleTo(person(i))
                        .processDefinitionKey(process(i)));
    }

    static Map<String, IntFunction<TaskQuery>> of(TaskStore store, int pages) {
        return new Calls(store, pages).all;
    }

    private interface Variant {
        TaskQueryBuilder of(int variant);
    }

    private void add(String name, Variant variant) {
        // The page size varies, so that no query repeats the last one.
        all.put(name, i -> variant.of(i).pageSize(50 - i % 2).build());
    }

    private static TaskQueryBuilder query() {
        return TaskQuery.builder();
    }

    private static String group(int variant) {
        return SampleTasks.group(variant % SampleTasks.GROUPS);
    }

    private static String process(int variant) {
        return Long.toString(SampleTasks.FIRST_PROCESS + variant % SampleTasks.PROCESSES);
    }

    private static String customer(int variant) {
        return "\"customer-" + variant % SampleTasks.CUSTOMERS + "\"";
    }

    private static String region(int variant) {
        return "\"region-" + variant % SampleTasks.REGIONS + "\"";
    }

    private static Person person(int variant) {
        return new Person(
                SampleTasks.user(variant),
                Set.of(
                        group(variant),
                        group(variant + 7),
                        group(variant + 13),
                        group(variant + 19),
                        group(variant + 29)));
    }

    /** Walks to a page by cursors, and returns the query for the pages that follow. */
    private static Variant after(TaskStore store, TaskQueryBuilder query, int pages) {
        int size = 50;
        int block = Math.min(10_000, pages * size);
        Cursor cursor = null;
        for (int read = 0; read < pages * size; read += block) {
            List<TaskHit> hits =
                    store.search(query.cursor(cursor).pageSize(block).build());
            if (hits.isEmpty()) {
                break;
            }
            cursor = new Cursor(Side.AFTER, hits.get(hits.size() - 1).sortValues());
        }
        Cursor place = cursor;
        return i -> query.cursor(place);
    }
}
