package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.120Z");
    private static final String LONG = "\"" + "x".repeat(9_000) + "\"";

    /** The document that the Java client sends: every filter is a variable, most are not set. */
    private static final String GET_TASKS =
            "query GetTasks($candidateGroup: String, $assignee: String, $assigned: Boolean, $state: TaskState,"
                    + " $pageSize: Int, $searchAfter: [String!], $searchAfterOrEqual: [String!],"
                    + " $searchBefore: [String!],"
                    + " $searchBeforeOrEqual: [String!], $followUpDate: DateFilter, $dueDate: DateFilter,"
                    + " $sort: [TaskOrderBy]) { tasks(query: { candidateGroup: $candidateGroup assignee: $assignee"
                    + " assigned: $assigned state: $state pageSize: $pageSize searchAfter: $searchAfter"
                    + " searchAfterOrEqual: $searchAfterOrEqual searchBefore: $searchBefore"
                    + " searchBeforeOrEqual: $searchBeforeOrEqual followUpDate: $followUpDate dueDate: $dueDate"
                    + " sort: $sort } ) { id name assignee sortValues isFirst creationTime dueDate } }";

    private final TestServer server = new TestServer();
    private final TestServer.Client demo = server.person(TestServer.DEMO);
    private final TestServer.Client machine = server.token(TestServer.MACHINE);

    @BeforeEach
    void fill() {
        TestStores.deploy(server.store);
        server.store.create(NewTask.of(100, "review")
                .key(1)
                .processInstanceKey(500)
                .creationTime(T0)
                .dueDate(T0.plusSeconds(60))
                .processVariables(Map.of("amount", "12", "big", LONG)));
        server.store.create(NewTask.of(100, "approve").key(2).creationTime(T0.plusSeconds(1)));
        server.store.create(NewTask.of(100, "sign")
                .key(3)
                .state(TaskState.CANCELED)
                .creationTime(T0)
                .completionTime(T0.plusSeconds(5)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static JsonNode data(Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        assertFalse(reply.json().has("errors"), reply.text());
        return reply.json().get("data");
    }

    private static void assertError(String message, Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        assertEquals(message, reply.error(), reply.text());
        assertTrue(reply.json().get("data").isNull(), reply.text());
    }

    @Test
    void unsetVariables_areAbsentFilters() {
        JsonNode tasks = data(demo.graphQl(GET_TASKS, "{\"state\":\"CREATED\",\"pageSize\":10}"))
                .get("tasks");
        assertEquals(2, tasks.size());
        assertEquals("2", tasks.get(0).get("id").textValue());
        assertTrue(tasks.get(0).get("isFirst").booleanValue());
        assertEquals(
                "2026-01-01T00:00:01.120+0000", tasks.get(0).get("creationTime").textValue());
        assertEquals("2026-01-01T00:01:00.120Z", tasks.get(1).get("dueDate").textValue());
        assertEquals(
                "[\"" + T0.toEpochMilli() + "\",\"1\"]",
                tasks.get(1).get("sortValues").toString());
    }

    @Test
    void variables_filterSortAndContinue() {
        assertEquals(
                "[]",
                data(demo.graphQl(GET_TASKS, "{\"assigned\":true}"))
                        .get("tasks")
                        .toString());
        assertEquals(
                "2",
                data(demo.graphQl(GET_TASKS, "{\"candidateGroup\":\"sales\"}"))
                        .at("/tasks/0/id")
                        .textValue());
        assertEquals(
                "1",
                data(demo.graphQl(GET_TASKS, "{\"sort\":[{\"field\":\"dueDate\",\"order\":\"ASC\"}]}"))
                        .at("/tasks/0/id")
                        .textValue());
        String after = "{\"searchAfter\":[\"" + T0.plusSeconds(1).toEpochMilli() + "\",\"2\"]}";
        assertEquals("1", data(demo.graphQl(GET_TASKS, after)).at("/tasks/0/id").textValue());
        String due = "{\"dueDate\":{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-01T01:00:00+00:00\"}}";
        assertEquals(1, data(demo.graphQl(GET_TASKS, due)).get("tasks").size());
        assertError(
                "Only one of [searchAfter, searchAfterOrEqual, searchBefore, searchBeforeOrEqual] must be present in"
                        + " request.",
                demo.graphQl(GET_TASKS, "{\"searchAfter\":[\"1\",\"2\"],\"searchBefore\":[\"1\",\"2\"]}"));
        assertError("Page size should be a positive number", demo.graphQl(GET_TASKS, "{\"pageSize\":-1}"));
    }

    @Test
    void task_hasAllFields() {
        JsonNode task = data(demo.graphQl(
                        "query($id: String!) { task(id: $id) { id name taskDefinitionId processName creationTime"
                                + " completionTime assignee variables { id name value previewValue isValueTruncated }"
                                + " taskState"
                                + " sortValues isFirst formKey processDefinitionId processInstanceId candidateGroups"
                                + " candidateUsers followUpDate dueDate implementation __typename } }",
                        "{\"id\":\"1\"}"))
                .get("task");
        assertEquals("Task", task.get("__typename").textValue());
        assertEquals("camunda-forms:bpmn:reviewForm", task.get("formKey").textValue());
        assertEquals("100", task.get("processDefinitionId").textValue());
        assertEquals("500", task.get("processInstanceId").textValue());
        assertEquals("JOB_WORKER", task.get("implementation").textValue());
        JsonNode variables = task.get("variables");
        assertEquals("500-amount", variables.get(0).get("id").textValue());
        assertEquals(LONG, variables.get(1).get("value").textValue());
        assertEquals(8191, variables.get(1).get("previewValue").textValue().length());
        assertTrue(variables.get(1).get("isValueTruncated").booleanValue());
    }

    @Test
    void variablesOfPage_belongToTheirTask() {
        JsonNode tasks = data(demo.graphQl("{ tasks(query: {}) { id vars: variables { name previewValue } } }", "{}"))
                .get("tasks");
        assertEquals("[]", tasks.get(0).get("vars").toString());
        assertEquals("12", tasks.get(1).at("/vars/0/previewValue").textValue());
    }

    @Test
    void currentUser_isTheCaller() {
        assertEquals(
                "{\"userId\":\"demo\",\"displayName\":\"DEMO\",\"permissions\":[\"READ\",\"WRITE\"],\"roles\":null,"
                        + "\"salesPlanType\":null,\"c8Links\":[]}",
                answer("currentUser { userId displayName permissions roles salesPlanType c8Links { name link } }")
                        .toString());
    }

    @Test
    void form_hasItsSchema() {
        JsonNode form =
                answer("form(id: \"reviewForm\", processDefinitionId: \"100\") { id processDefinitionId schema }");
        assertEquals("{\"components\":[]}", form.get("schema").textValue());
    }

    @Test
    void variablesWithoutNames_areAll() {
        assertEquals(
                2,
                answer("variables(taskId: \"1\", variableNames: []) { name value }")
                        .size());
    }

    @Test
    void namedVariables_areSelected() {
        JsonNode variables = answer("variables(taskId: \"1\", variableNames: [\"amount\"]) { name }");
        assertEquals("[{\"name\":\"amount\"}]", variables.toString());
    }

    @Test
    void variableById_hasItsValue() {
        assertEquals(
                "12",
                answer("variable(id: \"500-amount\") { value }").get("value").textValue());
    }

    @Test
    void processes_areAllDefinitions() {
        assertEquals(
                "[{\"id\":\"100\",\"name\":\"Order\",\"processDefinitionId\":\"order\",\"version\":1}]",
                answer("processes { id name processDefinitionId version }").toString());
    }

    @Test
    void unmatchedProcesses_areEmpty() {
        assertEquals("[]", answer("processes(search: \"zzz\") { id }").toString());
    }

    /** Returns the response to a query for one field. */
    private JsonNode answer(String field) {
        return data(demo.graphQl("{ answer: " + field + " }", "{}")).get("answer");
    }

    @Test
    void mutations_acceptStrictAndNullableVariables() {
        String claim =
                "mutation ClaimTask($id: String!, $assignee: String!) { claimTask(taskId: $id, assignee: $assignee)"
                        + " { id assignee } }";
        assertEquals(
                "demo",
                data(demo.graphQl(claim, "{\"id\":\"1\",\"assignee\":\"demo\"}"))
                        .at("/claimTask/assignee")
                        .textValue());
        String unclaim = "mutation($id: String) { unclaimTask(taskId: $id) { assignee } }";
        assertTrue(data(demo.graphQl(unclaim, "{\"id\":\"1\"}"))
                .at("/unclaimTask/assignee")
                .isNull());
        String complete = "mutation($id: String!, $variables: [VariableInput!]!) { completeTask(taskId: $id, variables:"
                + " $variables) { taskState completionTime variables { name value } } }";
        JsonNode completed = data(machine.graphQl(
                        complete, "{\"id\":\"1\",\"variables\":[{\"name\":\"amount\",\"value\":\"13\"}]}"))
                .get("completeTask");
        assertEquals("COMPLETED", completed.get("taskState").textValue());
        assertEquals(
                "2026-03-01T12:00:00.000+0000", completed.get("completionTime").textValue());
        assertEquals("13", completed.at("/variables/0/value").textValue());
    }

    @Test
    void errors_haveBareMessages() {
        assertError("Task with id 404%s was not found", demo.graphQl("{ task(id: \"404%s\") { id } }", "{}"));
        assertError("Variable with id x not found.", demo.graphQl("{ variable(id: \"x\") { id } }", "{}"));
        assertError("The argument 'id' must be specified", demo.graphQl("{ task { id } }", "{}"));
        String complete = "mutation { completeTask(taskId: \"1\", variables: []) { id } }";
        assertError("Task is not assigned", demo.graphQl(complete, "{}"));
        assertError("Task is not assigned", demo.graphQl("mutation { unclaimTask(taskId: \"1\") { id } }", "{}"));
        String claimFor = "mutation { claimTask(taskId: \"1\", assignee: \"other\") { id } }";
        assertError(
                "User doesn't have the permission to assign another user to this task", demo.graphQl(claimFor, "{}"));
        String claim = "mutation { claimTask(taskId: \"1\") { id } }";
        assertError("Assignee must be specified", machine.graphQl(claim, "{}"));
        data(machine.graphQl(claimFor, "{}"));
        assertError("Task is already assigned", demo.graphQl(claim, "{}"));
        assertError("Task is not assigned to demo", demo.graphQl(complete, "{}"));
        assertError("Task is not active", demo.graphQl("mutation { claimTask(taskId: \"3\") { id } }", "{}"));
        server.store.create(NewTask.of(100, "sign").key(9).implementation(TaskImplementation.ZEEBE_USER_TASK));
        assertError(
                "This operation is not supported using Tasklist graphql API. Please use the latest REST API.",
                demo.graphQl("mutation { unclaimTask(taskId: \"9\") { id } }", "{}"));
    }

    @Test
    void unknownForm_isErrorWithNull() {
        Reply reply = demo.graphQl("{ form(id: \"x\", processDefinitionId: \"100\") { id } }", "{}");
        assertEquals("form with id x was not found", reply.error());
        assertEquals("{\"form\":null}", reply.json().get("data").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claimTask(taskId: \"1\") { id }",
                "unclaimTask(taskId: \"1\") { id }",
                "completeTask(taskId: \"1\", variables: []) { id }",
                "deleteProcessInstance(processInstanceId: \"500\")",
                "startProcess(processDefinitionId: \"order\") { id }"
            })
    void mutationWithoutWrite_isDeniedAndReported(String mutation) throws Exception {
        for (TestServer.Client reader :
                List.of(server.person(TestServer.READER), server.token("machine-2:READ"), server.person("nobody"))) {
            assertError("Access Denied", reader.graphQl("mutation { " + mutation + " }", "{}"));
            assertEquals("permission.missing", server.nextRefusal());
        }
        assertEquals(TaskState.CREATED, server.store.find("1").orElseThrow().state());
    }

    @Test
    void processInstances_needAnEngine() {
        assertError(
                "This server has no process engine: it cannot start or delete process instances.",
                demo.graphQl("mutation { startProcess(processDefinitionId: \"order\") { id } }", "{}"));
    }

    @Test
    void failedTask_canBeShown() {
        server.store.create(NewTask.of(100, "sign").key(8).state(TaskState.FAILED));
        JsonNode data = data(demo.graphQl("{ task(id: \"8\") { taskState } }", "{}"));
        assertEquals("FAILED", data.at("/task/taskState").textValue());
    }
}
