package dev.gatehouse.tasklist.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The lifecycle tables. The requester is demo; "-" means null. */
class TaskRulesTest {

    private static Requester requester(String kind) {
        return new Requester("demo", "Demo", kind.equals("client"), Set.of(), Set.of(), Set.of());
    }

    private static String orNull(String text) {
        return text.equals("-") ? null : text;
    }

    private static Task task(TaskState state, String assignee, TaskImplementation implementation) {
        return Task.builder()
                .key(1)
                .name("Review")
                .taskDefinitionId("review")
                .processName("Order")
                .bpmnProcessId("order")
                .processDefinitionKey(2)
                .processInstanceKey(3)
                .state(state)
                .assignee(assignee)
                .creationTime(Instant.EPOCH)
                .implementation(implementation)
                .build();
    }

    private static Task task(TaskState state, String assignee) {
        return task(state, assignee, TaskImplementation.JOB_WORKER);
    }

    /** A rule under test. */
    private interface Work {
        TaskChange run();
    }

    private static String outcome(Work work) {
        try {
            TaskChange change = work.run();
            if (change instanceof TaskChange.Claim claim) {
                return "-> " + claim.assignee();
            }
            return change instanceof TaskChange.Assign assign ? "-> " + assign.assignee() : "done";
        } catch (ApiProblem problem) {
            return problem.status() + " " + problem.text();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # who   | holder | wanted | force | outcome
            person  | -      | -      | true  | -> demo
            person  | -      | ''     | true  | -> demo
            person  | -      | demo   | true  | -> demo
            person  | -      | demo   | false | -> demo
            person  | -      | other  | true  | 403 User doesn't have the permission to assign another user to this task
            person  | other  | other  | true  | 403 User doesn't have the permission to assign another user to this task
            person  | other  | -      | true  | 400 Task is already assigned
            person  | other  | demo   | true  | 400 Task is already assigned
            person  | demo   | demo   | true  | 400 Task is already assigned
            person  | demo   | -      | false | 400 Task is already assigned
            client  | -      | -      | true  | 400 Assignee must be specified
            client  | -      | ''     | false | 400 Assignee must be specified
            client  | other  | -      | true  | 400 Assignee must be specified
            client  | -      | other  | true  | -> other
            client  | -      | other  | false | -> other
            client  | demo   | other  | true  | -> other
            client  | demo   | other  | false | 400 Task is already assigned
            client  | other  | other  | false | 400 Task is already assigned
            """)
    void assignment_dependsOnRequesterAndAssignee(
            String who, String assigned, String wanted, boolean override, String outcome) {
        Requester requester = requester(who);
        String assignee = orNull(wanted);
        assertEquals(outcome, outcome(() -> {
            TaskRules.checkAssignment(requester, assignee);
            return TaskRules.assign(task(TaskState.CREATED, orNull(assigned)), requester, assignee, override);
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # who   | assigned | outcome
            person  | demo     | done
            person  | -        | 400 Task is not assigned
            person  | other    | 400 Task is not assigned to demo
            client  | demo     | done
            client  | -        | done
            client  | other    | done
            """)
    void completionAndDrafts_needAssigneeOrClient(String who, String assigned, String outcome) {
        assertEquals(outcome, outcome(() -> {
            TaskRules.checkWork(task(TaskState.CREATED, orNull(assigned)), requester(who));
            return new TaskChange.Keep();
        }));
    }

    @ParameterizedTest
    @CsvSource({"demo, -> null", "other, -> null", "-, 400 Task is not assigned"})
    void unassignment_needsAnAssignee(String assigned, String outcome) {
        assertEquals(outcome, outcome(() -> TaskRules.unassign(task(TaskState.CREATED, orNull(assigned)))));
    }

    @ParameterizedTest
    @EnumSource(value = TaskState.class, names = "CREATED", mode = EnumSource.Mode.EXCLUDE)
    void endedTask_cannotBeChanged(TaskState state) {
        for (String who : new String[] {"person", "client"}) {
            for (String assigned : new String[] {null, "demo", "other"}) {
                Task task = task(state, assigned);
                Requester requester = requester(who);
                String expected = "400 Task is not active";
                assertEquals(expected, outcome(() -> TaskRules.assign(task, requester, "demo", true)));
                assertEquals(expected, outcome(() -> TaskRules.unassign(task)));
                assertEquals(expected, outcome(() -> {
                    TaskRules.checkWork(task, requester);
                    return new TaskChange.Keep();
                }));
            }
        }
    }

    @Test
    void engineTask_isRefusedPerInterface() {
        Task task = task(TaskState.CREATED, null, TaskImplementation.ZEEBE_USER_TASK);
        ApiProblem rest = assertThrows(ApiProblem.class, () -> TaskRules.checkManaged(task, Dialect.REST));
        assertEquals("This operation is not supported using Tasklist V1 API. Please use the latest API.", rest.text());
        ApiProblem graphQl = assertThrows(ApiProblem.class, () -> TaskRules.checkManaged(task, Dialect.GRAPHQL));
        assertEquals(
                "This operation is not supported using Tasklist graphql API. Please use the latest REST API.",
                graphQl.text());
        assertEquals(400, graphQl.status());
    }
}
