package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.Cursor;
import dev.gatehouse.tasklist.store.TaskQuery.DateRange;
import dev.gatehouse.tasklist.store.TaskQuery.Person;
import dev.gatehouse.tasklist.store.TaskQuery.Side;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** No search reads a whole table, and the rows that it reads do not grow with the table. */
@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class SearchPlansTest {

    /** A page of 50, its candidates, and what is read to choose an index. */
    private static final long FEW = 3_500;
    /** All tasks of a filter that are few enough to be sorted, which is read to count them as well. */
    private static final long SORTED = 10L * TaskPlan.MOST_SORTED;

    private static final int COMPARED = 400;

    private static JdbcTaskStore store;
    private static Plans plans;

    @SuppressWarnings("unused")
    @Parameter
    private TestDatabase database;

    @BeforeParameterizedClassInvocation
    static void fill(TestDatabase database, Postgres.Server postgres) {
        // The statements that fill it take longer than searches may.
        StoreOptions options = database.options(postgres);
        store = TaskStores.openJdbc(options.withTimeouts(options.connectTimeout(), Duration.ofMinutes(10)));
        ManyTasks.into(store);
        plans = new Plans(store);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        store.close();
    }

    private static TaskQueryBuilder query() {
        return TaskQuery.builder();
    }

    private static TaskQueryBuilder active() {
        return query().state(TaskState.CREATED);
    }

    private static Person person() {
        return new Person("user-13", Set.of("group-1", "group-5"));
    }

    private static Map<String, Supplier<TaskQueryBuilder>> inOrder() {
        Map<String, Supplier<TaskQueryBuilder>> all = new LinkedHashMap<>();
        all.put("all", () -> query());
        for (TaskState state : TaskState.values()) {
            all.put("all " + state, () -> query().state(state));
        }
        for (SortField field : SortField.values()) {
            for (boolean ascending : new boolean[] {true, false}) {
                all.put("by " + field + ascending, () -> query().sort(field, ascending));
                all.put("active by " + field + ascending, () -> active().sort(field, ascending));
                all.put(
                        "completed by " + field + ascending,
                        () -> query().state(TaskState.COMPLETED).sort(field, ascending));
            }
        }
        all.put("assignee", () -> query().assignee("user-7"));
        all.put("assignee, active", () -> active().assignee("user-7"));
        all.put("assignees", () -> query().assignees(List.of("user-7", "user-8", "user-9")));
        all.put("unassigned", () -> active().assigned(false));
        all.put("group", () -> query().candidateGroup("group-3"));
        all.put("groups", () -> active().candidateGroups(List.of("group-3", "group-4")));
        all.put("user", () -> query().candidateUser("user-13"));
        all.put("process", () -> query().processDefinitionKey("101"));
        all.put("element", () -> query().taskDefinitionId("element-3"));
        all.put("instance", () -> query().processInstanceKey("1000003"));
        all.put("1 of 10", () -> query().variable("region", "\"region-3\""));
        all.put("1 of 3000", () -> query().variable("customer", "\"customer-1203\""));
        all.put("both", () -> query().variable("region", "\"region-3\"").variable("customer", "\"customer-1203\""));
        all.put(
                "variable and process",
                () -> query().variable("region", "\"region-3\"").processDefinitionKey("101"));
        all.put("no task", () -> query().variable("region", "\"region-3\"").assignee("nobody"));
        all.put("tenant", () -> query().tenantIds(Set.of("red")));
        all.put(
                "tenants and group",
                () -> query().tenantIds(Set.of("red", "<default>")).candidateGroup("group-3"));
        all.put("person", () -> query().visibleTo(person()));
        all.put("person and variable", () -> query().visibleTo(person()).variable("region", "\"region-3\""));
        return all;
    }

    private static Map<String, Supplier<TaskQueryBuilder>> sorted() {
        Map<String, Supplier<TaskQueryBuilder>> all = new LinkedHashMap<>();
        all.put("assignee by due date", () -> query().assignee("user-7").sort(SortField.DUE_DATE, true));
        all.put(
                "completed of assignee",
                () -> query().state(TaskState.COMPLETED).assignee("user-7"));
        all.put("group by due date", () -> query().candidateGroup("group-3").sort(SortField.DUE_DATE, false));
        all.put(
                "customer by follow-up",
                () -> query().variable("customer", "\"customer-1203\"").sort(SortField.FOLLOW_UP_DATE, true));
        all.put(
                "due within a second, by follow-up",
                () -> query().dueDate(new DateRange(Instant.ofEpochMilli(5_030_000), Instant.ofEpochMilli(5_031_000)))
                        .sort(SortField.FOLLOW_UP_DATE, true));
        return all;
    }

    /** Reads a page and returns the plans of its statements. */
    private static List<String> explained(TaskQuery query) {
        plans.take();
        store.database().jdbi().setSqlLogger(plans);
        try {
            store.search(query);
        } finally {
            store.database().jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
        return plans.take();
    }

    private static void check(String name, TaskQuery query, long most) {
        List<String> explained = explained(query);
        long rows = 0;
        for (String plan : explained) {
            assertFalse(Plans.readsAll(plan), name + "\n" + plan);
            rows += Plans.rowsRead(plan);
        }
        assertTrue(rows <= most, name + " reads " + rows + "\n" + String.join("\n", explained));
        assertTrue(explained.size() <= 6, name);
    }

    private static void checkAll(Map<String, Supplier<TaskQueryBuilder>> queries, long most) {
        queries.forEach((name, query) -> {
            check(name, query.get().build(), most);
            List<TaskHit> page = store.search(query.get().build());
            if (!page.isEmpty()) {
                List<String> last = page.get(page.size() - 1).sortValues();
                for (Side side : Side.values()) {
                    TaskQuery next = query.get().cursor(new Cursor(side, last)).build();
                    long extra = side == Side.AFTER_OR_EQUAL || side == Side.BEFORE_OR_EQUAL ? 100 : 0;
                    check(name + " " + side, next, most + extra);
                }
            }
        });
    }

    @Test
    void pages_areReadAlongIndexes() {
        checkAll(inOrder(), FEW);
    }

    @Test
    void rareTasksInAnotherOrder_areCountedAndSorted() {
        checkAll(sorted(), SORTED);
    }

    @Test
    void searchesOfFewTasks_findTheSameOnesAlongEveryIndex() {
        int compared = 0;
        for (Supplier<TaskQueryBuilder> query : inOrder().values()) {
            List<Long> keys = keys(query.get().pageSize(COMPARED).build());
            if (keys.size() < COMPARED) {
                List<Long> again = keys(query.get()
                        .sort(SortField.CREATION_TIME, true)
                        .pageSize(COMPARED)
                        .build());
                assertEquals(
                        keys.stream().sorted().toList(), again.stream().sorted().toList());
                compared++;
            }
        }
        assertTrue(compared > 5, compared + " searches");
    }

    private static List<Long> keys(TaskQuery query) {
        return store.search(query).stream().map(hit -> hit.task().key()).toList();
    }
}
