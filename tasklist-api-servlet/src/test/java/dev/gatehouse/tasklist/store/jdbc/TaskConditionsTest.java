package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.DateRange;
import dev.gatehouse.tasklist.store.TaskQuery.Person;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class TaskConditionsTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LONG = "\"" + "v".repeat(9_000) + "\"";
    private static TaskStore store;

    @BeforeParameterizedClassInvocation
    static void fill(TestDatabase database, Postgres.Server postgres) {
        store = database.open(postgres);
        TestStores.deploy(store);
        store.deploy(ProcessDeployment.of(TestStores.bpmn("other", "Other"))
                .withKey(200)
                .withTenant("red"));
        create(NewTask.of(100, "review")
                .key(1)
                .processInstanceKey(501)
                .assignee("ann")
                .dueDate(T0)
                .processVariables(Map.of("v", "1", "w", "\"x\"")));
        create(NewTask.of(100, "approve")
                .key(2)
                .processInstanceKey(502)
                .candidateUsers("ann", "bob")
                .candidateGroups("sales")
                .dueDate(T0.plusSeconds(10))
                .processVariables(Map.of("v", "1"))
                .localVariables(Map.of("v", "2")));
        create(NewTask.of(200, "review")
                .key(3)
                .processInstanceKey(503)
                .followUpDate(T0)
                .implementation(TaskImplementation.ZEEBE_USER_TASK)
                .processVariables(Map.of("v", LONG)));
        create(NewTask.of(100, "sign")
                .key(4)
                .processInstanceKey(501)
                .state(TaskState.COMPLETED)
                .assignee("bob")
                .candidateGroups("legal")
                .localVariables(Map.of("v", "1")));
        create(NewTask.of(100, "sign").key(5).processInstanceKey(501).state(TaskState.CANCELED));
        create(NewTask.of(100, "sign").key(6).processInstanceKey(504).state(TaskState.FAILED));
    }

    @SuppressWarnings("unused")
    @Parameter
    private TestDatabase database;

    @AfterParameterizedClassInvocation
    static void close() {
        store.close();
    }

    private static void create(NewTask task) {
        store.create(task.creationTime(T0));
    }

    private static void assertFound(TaskQueryBuilder query, Long... keys) {
        List<Long> found = store.search(query.build()).stream()
                .map(hit -> hit.task().key())
                .sorted()
                .toList();
        assertEquals(List.of(keys), found);
    }

    private static TaskQueryBuilder query() {
        return TaskQuery.builder();
    }

    @Test
    void stateFilter_defaultsToAllButCanceled() {
        assertFound(query(), 1L, 2L, 3L, 4L, 6L);
        assertFound(query().state(TaskState.CREATED), 1L, 2L, 3L);
        assertFound(query().state(TaskState.COMPLETED), 4L);
        assertFound(query().state(TaskState.CANCELED), 5L);
        assertFound(query().state(TaskState.FAILED), 6L);
    }

    @Test
    void assignment_isComparedExactly() {
        // "sign" names the boss in its model.
        assertFound(query().assigned(true), 1L, 4L, 6L);
        assertFound(query().assigned(false), 2L, 3L);
        assertFound(query().assignee("ann"), 1L);
        assertFound(query().assignee("ANN"));
        assertFound(query().assignees(List.of("ann", "bob", "nobody")), 1L, 4L);
        assertFound(query().assignees(List.of()));
    }

    @Test
    void keysElementsAndTenants_matchExactly() {
        assertFound(query().taskDefinitionId("review"), 1L, 3L);
        assertFound(query().processDefinitionKey("200"), 3L);
        assertFound(query().processInstanceKey("501"), 1L, 4L);
        assertFound(query().processInstanceKey("0501"));
        assertFound(query().processInstanceKey("x' OR 1=1 --"));
        assertFound(query().taskDefinitionId("review' OR '1'='1"));
        assertFound(query().implementation(TaskImplementation.ZEEBE_USER_TASK), 3L);
        assertFound(query().tenantIds(Set.of("red")), 3L);
        assertFound(query().tenantIds(Set.of("red", "<default>")), 1L, 2L, 3L, 4L, 6L);
        assertFound(query().tenantIds(Set.of()));
    }

    @Test
    void candidateFilters_matchByKindAndAllMustMatch() {
        assertFound(query().candidateUser("bob"), 2L);
        assertFound(query().candidateGroup("sales"), 2L);
        assertFound(query().candidateUser("sales"));
        assertFound(query().candidateGroups(List.of("sales", "legal")), 2L, 4L);
        assertFound(query().candidateUsers(List.of("ann", "carl")), 2L);
        assertFound(query().candidateGroup("legal").candidateGroups(List.of("sales")));
        assertFound(query().candidateGroup("legal").candidateGroups(List.of("legal")), 4L);
    }

    @Test
    void dateRanges_areInclusiveAndNeedADate() {
        assertFound(query().dueDate(new DateRange(T0, T0)), 1L);
        assertFound(query().dueDate(new DateRange(T0, T0.plusSeconds(10))), 1L, 2L);
        assertFound(query().dueDate(new DateRange(T0.plusMillis(1), null)), 2L);
        assertFound(query().dueDate(new DateRange(null, T0.plusSeconds(9))), 1L);
        assertFound(query().dueDate(new DateRange(null, null)), 1L, 2L);
        assertFound(query().dueDate(new DateRange(Instant.MIN, Instant.MAX)), 1L, 2L);
        assertFound(query().followUpDate(new DateRange(T0, null)), 3L);
    }

    @Test
    void dateRangesInAnotherOrder_needADateAsWell() {
        for (boolean ascending : new boolean[] {true, false}) {
            assertFound(
                    query().dueDate(new DateRange(Instant.MIN, Instant.MAX)).sort(SortField.FOLLOW_UP_DATE, ascending),
                    1L,
                    2L);
            assertFound(
                    query().dueDate(new DateRange(null, Instant.MAX)).sort(SortField.FOLLOW_UP_DATE, ascending),
                    1L,
                    2L);
            assertFound(query().assigned(false).sort(SortField.FOLLOW_UP_DATE, ascending), 2L, 3L);
        }
    }

    @Test
    void variables_areVisibleOnes() {
        assertFound(query().variable("v", "1"), 1L, 4L);
        assertFound(query().variable("v", "2"), 2L);
        assertFound(query().variable("v", "1").variable("w", "\"x\""), 1L);
        assertFound(query().variable("v", "1").variable("w", "\"y\""));
        assertFound(query().variable("v", LONG.substring(0, 8191)), 3L);
        assertFound(query().variable("v", LONG));
        assertFound(query().state(TaskState.CANCELED).variable("v", "1"));
    }

    @Test
    void person_seesOwnCandidateAndOpenTasks() {
        assertFound(query().visibleTo(new Person("bob", Set.of())), 1L, 2L, 3L, 4L, 6L);
        assertFound(query().visibleTo(new Person("carl", Set.of())), 1L, 3L, 6L);
        assertFound(query().visibleTo(new Person("carl", Set.of("sales"))), 1L, 2L, 3L, 6L);
        assertFound(query().visibleTo(new Person("sales", Set.of("ann"))), 1L, 3L, 6L);
    }
}
