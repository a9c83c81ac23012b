package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestTaskTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00.120Z");

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
                .processVariables(
                        Map.of("amount", "12", "note", "\"hi\"", "taskContextDisplayName", "\"Order \\\"7\\\"\"")));
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

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.json().forEach(task -> ids.add(task.get("id").asText()));
        return ids;
    }

    @Test
    void task_hasContractFieldsInExactFormat() {
        Reply reply = demo.get("/v1/tasks/1");
        assertEquals(200, reply.status());
        assertEquals("application/json", reply.header("Content-Type"));
        JsonNode task = reply.json();
        assertEquals(
                new TreeSet<>(Set.of(
                        "id",
                        "name",
                        "taskDefinitionId",
                        "processName",
                        "creationDate",
                        "completionDate",
                        "assignee",
                        "taskState",
                        "formKey",
                        "formId",
                        "formVersion",
                        "isFormEmbedded",
                        "processDefinitionKey",
                        "processInstanceKey",
                        "tenantId",
                        "dueDate",
                        "followUpDate",
                        "candidateGroups",
                        "candidateUsers",
                        "implementation",
                        "priority")),
                names(task));
        assertEquals("1", task.get("id").textValue());
        assertEquals("Review it", task.get("name").textValue());
        assertEquals("Order", task.get("processName").textValue());
        assertEquals("2026-01-01T00:00:00.120+0000", task.get("creationDate").textValue());
        assertEquals("2026-01-01T00:01:00.120+0000", task.get("dueDate").textValue());
        assertEquals("100", task.get("processDefinitionKey").textValue());
        assertEquals("500", task.get("processInstanceKey").textValue());
        assertEquals("camunda-forms:bpmn:reviewForm", task.get("formKey").textValue());
        assertTrue(task.get("isFormEmbedded").booleanValue());
        assertEquals("<default>", task.get("tenantId").textValue());
        assertEquals("JOB_WORKER", task.get("implementation").textValue());
        assertEquals(50, task.get("priority").intValue());
        for (String absent : List.of(
                "completionDate",
                "assignee",
                "formId",
                "formVersion",
                "followUpDate",
                "candidateGroups",
                "candidateUsers")) {
            assertTrue(task.get(absent).isNull(), absent);
        }
    }

    @Test
    void emptySearch_findsAllButCanceled() {
        assertEquals(List.of("2", "1"), ids(demo.post("/v1/tasks/search", "")));
        assertEquals(List.of("2", "1"), ids(demo.post("/v1/tasks/search", "{}")));
        assertEquals(
                List.of("2", "1"),
                ids(demo.send(demo.request("/v1/tasks/search").POST(BodyPublishers.noBody()))));
        assertEquals(List.of("3"), ids(demo.post("/v1/tasks/search", "{\"state\":\"CANCELED\"}")));
    }

    @Test
    void searchHit_hasTaskFieldsAndFiveMore() {
        JsonNode hit = demo.post("/v1/tasks/search", "{\"includeVariables\":[{\"name\":\"amount\"}]}")
                .json()
                .get(1);
        Set<String> expected = names(demo.get("/v1/tasks/1").json());
        expected.addAll(Set.of("sortValues", "isFirst", "variables", "context"));
        assertEquals(expected, names(hit));
        assertEquals(
                "[\"" + T0.toEpochMilli() + "\",\"1\"]", hit.get("sortValues").toString());
        assertFalse(hit.get("isFirst").booleanValue());
        assertEquals("Order \\7\\", hit.get("context").textValue());
        assertEquals(
                "[{\"id\":\"500-amount\",\"name\":\"amount\",\"value\":\"12\",\"isValueTruncated\":false,"
                        + "\"previewValue\":\"12\",\"draft\":null}]",
                hit.get("variables").toString());
    }

    @Test
    void searchWithoutIncludeVariables_hasContextOnly() {
        JsonNode hit = demo.post("/v1/tasks/search", "{}").json().get(1);
        assertEquals("[]", hit.get("variables").toString());
        assertEquals("Order \\7\\", hit.get("context").textValue());
    }

    @Test
    void cursorOfHit_continuesSearch() {
        JsonNode first =
                demo.post("/v1/tasks/search", "{\"pageSize\":1}").json().get(0);
        assertTrue(first.get("isFirst").booleanValue());
        String next = "{\"state\":\"CREATED\",\"pageSize\":10,\"searchAfter\":" + first.get("sortValues") + "}";
        assertEquals(List.of("1"), ids(demo.post("/v1/tasks/search", next)));
    }

    @Test
    void personLifecycle_completesTask() {
        assertEquals(
                "demo",
                demo.patch("/v1/tasks/1/assign", "").json().get("assignee").textValue());
        Reply saved =
                demo.post("/v1/tasks/1/variables", "{\"variables\":[{\"name\":\"note\",\"value\":\"\\\"d\\\"\"}]}");
        assertEquals(204, saved.status());
        assertEquals("", saved.text());
        Reply completed =
                demo.patch("/v1/tasks/1/complete", "{\"variables\":[{\"name\":\"amount\",\"value\":\"13\"}]}");
        assertEquals(200, completed.status());
        assertEquals("COMPLETED", completed.json().get("taskState").textValue());
        assertEquals(
                "2026-03-01T12:00:00.000+0000",
                completed.json().get("completionDate").textValue());
        JsonNode variables = demo.post("/v1/tasks/1/variables/search", "{}").json();
        assertEquals("13", variables.get(0).get("value").textValue());
        assertEquals("1-amount", variables.get(0).get("id").textValue());
        assertEquals("\"d\"", variables.get(1).get("value").textValue());
        Reply again = demo.patch("/v1/tasks/1/complete", "{}");
        assertEquals(400, again.status());
        assertEquals("Task is not active", again.json().get("message").textValue());
    }

    @Test
    void sameCallerWithToken_isApiClient() {
        assertEquals(
                "Assignee must be specified",
                machine.patch("/v1/tasks/1/assign", "{}").json().get("message").textValue());
        Reply byToken = server.token(TestServer.DEMO).patch("/v1/tasks/1/assign", "{\"assignee\":\"somebody\"}");
        assertEquals("somebody", byToken.json().get("assignee").textValue());
        Reply bySession = demo.patch("/v1/tasks/2/assign", "{\"assignee\":\"somebody\"}");
        assertEquals(403, bySession.status());
        assertEquals(
                "User doesn't have the permission to assign another user to this task",
                bySession.json().get("message").textValue());
        assertEquals(200, machine.patch("/v1/tasks/2/complete", "{}").status());
    }

    @Test
    void unassignWithoutBody_removesAssignee() {
        machine.patch("/v1/tasks/1/assign", "{\"assignee\":\"somebody\",\"allowOverrideAssignment\":false}");
        Reply reply = demo.send(demo.request("/v1/tasks/1/unassign").method("PATCH", BodyPublishers.noBody()));
        assertEquals(200, reply.status());
        assertTrue(reply.json().get("assignee").isNull());
        assertEquals(
                "Task is not assigned",
                demo.patch("/v1/tasks/1/unassign", "").json().get("message").textValue());
    }

    @Test
    void scalars_areAcceptedAsStrings() {
        Reply reply = machine.patch(
                "/v1/tasks/1/complete",
                "{\"variables\":[{\"name\":\"n\",\"value\":1},{\"name\":\"b\",\"value\":true},"
                        + "{\"name\":\"d\",\"value\":1.50},"
                        + "{\"name\":\"z\",\"value\":null}]}");
        assertEquals(200, reply.status());
        assertEquals("1", value("1-n"));
        assertEquals("true", value("1-b"));
        assertEquals("1.50", value("1-d"));
        assertEquals("null", value("1-z"));
    }

    private String value(String variableId) {
        return demo.get("/v1/variables/" + variableId).json().get("value").textValue();
    }

    @Test
    void unknownTask_is404() {
        for (Reply reply : List.of(
                demo.get("/v1/tasks/404"),
                demo.patch("/v1/tasks/404/unassign", ""),
                demo.patch("/v1/tasks/404/complete", "{}"),
                demo.post("/v1/tasks/404/variables", "{}"),
                demo.post("/v1/tasks/404/variables/search", "{}"))) {
            assertEquals(404, reply.status());
            assertEquals(
                    "Task with id 404 was not found",
                    reply.json().get("message").textValue());
        }
        assertEquals(404, demo.get("/v1/tasks/no-number").status());
        assertEquals(404, demo.get("/v1/tasks/99999999999999999999").status());
    }

    @Test
    void reader_cannotChange() throws Exception {
        TestServer.Client reader = server.person(TestServer.READER);
        assertEquals(200, reader.get("/v1/tasks/1").status());
        for (Reply reply : List.of(
                reader.patch("/v1/tasks/1/assign", "{}"),
                reader.patch("/v1/tasks/1/unassign", ""),
                reader.patch("/v1/tasks/1/complete", "{not even JSON"),
                reader.post("/v1/tasks/1/variables", "{}"),
                reader.patch("/v1/tasks/404/assign", "{}"))) {
            assertEquals(403, reply.status());
            assertEquals(
                    "application/problem+json", reply.header("Content-Type").split(";")[0]);
            assertEquals(403, reply.json().get("status").intValue());
        }
        assertTrue(server.store.find("1").orElseThrow().assignee() == null);
        assertEquals("permission.missing", server.nextRefusal());
    }

    @Test
    void anonymous_isRefused() {
        for (Reply reply : List.of(
                server.nobody().get("/v1/tasks/1"),
                server.nobody().post("/v1/tasks/search", "{}"),
                server.nobody().get("/v1/internal/users/current"),
                server.nobody().post("/v1/process-definitions/search", "{}"),
                server.nobody().patch("/v1/tasks/1/assign", "{}"))) {
            assertEquals(401, reply.status());
            assertFalse(reply.header("WWW-Authenticate").isEmpty());
        }
    }
}
