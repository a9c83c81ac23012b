package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.TestServer.Client;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.FormLink;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The description of the REST API against the answers of the servlet: statuses, media types, fields and their types.
 */
class OpenApiTest {

    private static final String LONG = '"' + "x".repeat(9_000) + '"';

    private final Set<String> seen = new TreeSet<>();
    private OpenApiDocument document;

    @Test
    void everyDocumentedAnswer_isGivenAndFitsItsSchema() {
        try (TestServer server = server()) {
            Client machine = server.token(TestServer.MACHINE);
            document = new OpenApiDocument(machine.get("/v1/openapi.json").json());
            Client person = server.person("demo:READ+WRITE:sales:<default>");
            Client reader = server.person(TestServer.READER);
            Client nobody = server.nobody();

            tasks(machine, person);
            changes(machine, person, reader);
            variablesAndForms(machine, person);
            processes(machine, reader);
            operate(machine);
            anonymous(nobody);
        }

        assertEquals(document.answers(), seen, "documented and given");
        assertEquals(document.properties(), document.valuesSeen(), "documented and given with a value");
    }

    @Test
    void everyFieldOfRequests_isRead() {
        try (TestServer server = server()) {
            Client machine = server.token(TestServer.MACHINE);
            document = new OpenApiDocument(machine.get("/v1/openapi.json").json());
            List<String> unread = new ArrayList<>();
            document.requestFields().forEach((operation, fields) -> {
                String path = operation.substring(operation.indexOf(' ') + 1).replace("{taskId}", "1");
                fields.forEach((name, wrong) -> {
                    String method =
                            operation.substring(0, operation.indexOf(' ')).toUpperCase(Locale.ROOT);
                    Reply reply = machine.method(method, path, "{\"" + name + "\":" + wrong + "}");
                    if (reply.status() != 400) {
                        unread.add(operation + " " + name + ": " + reply.status());
                    }
                });
            });
            assertEquals(List.of(), unread);
        }
    }

    @Test
    void document_isForAuthenticatedCallersUnlessItIsPublic() {
        try (TestServer server = server()) {
            assertEquals(401, server.nobody().get("/v1/openapi.json").status());
            assertEquals(200, server.person("x").get("/v1/openapi.json").status());
        }
        try (TestServer server = new TestServer(api -> api.publicOpenApi(true))) {
            Reply reply = server.nobody().get("/v1/openapi.json");
            assertEquals(200, reply.status());
            assertEquals("/", reply.json().at("/servers/0/url").textValue());
        }
    }

    private static TestServer server() {
        TestServer server = new TestServer(
                api -> api.publicStartForms(true).accessRestrictions(true).multiTenancy(false));
        TestStores.deploy(server.store);
        server.store.deploy(FormDeployment.of("approval", "{}"));
        server.store.create(NewTask.of(100, "review")
                .key(1)
                .dueDate(TestStores.NOW)
                .followUpDate(TestStores.NOW)
                .processInstanceKey(500)
                .processVariables(Map.of("big", LONG, "n", "1", "taskContextDisplayName", "\"Order\"")));
        server.store.create(NewTask.of(100, "approve")
                .key(2)
                .processInstanceKey(501)
                .form(FormLink.deployed("approval", 1L))
                .candidateUsers("ann")
                .candidateGroups("sales"));
        server.store.create(NewTask.of(100, "sign").key(3).candidateUsers("ann"));
        return server;
    }

    private void tasks(Client machine, Client person) {
        see("post /v1/tasks/search", 200, machine.post("/v1/tasks/search", """
                {"includeVariables":[{"name":"n"},{"name":"big"}]}"""));
        see("post /v1/tasks/search", 400, machine.post("/v1/tasks/search", "{\"pageSize\":0}"));
        see("get /v1/tasks/{taskId}", 200, machine.get("/v1/tasks/1"));
        see("get /v1/tasks/{taskId}", 200, machine.get("/v1/tasks/2"));
        see("get /v1/tasks/{taskId}", 403, person.get("/v1/tasks/3"));
        see("get /v1/tasks/{taskId}", 404, machine.get("/v1/tasks/99"));
    }

    private void changes(Client machine, Client person, Client reader) {
        String drafts = "post /v1/tasks/{taskId}/variables";
        String values = "{\"variables\":[{\"name\":\"n\",\"value\":\"2\"},{\"name\":\"new\",\"value\":\"[1]\"}]}";
        see(drafts, 204, machine.post("/v1/tasks/1/variables", values));
        see(drafts, 400, machine.post("/v1/tasks/1/variables", ""));
        see(drafts, 403, reader.post("/v1/tasks/1/variables", values));
        see(drafts, 403, person.post("/v1/tasks/3/variables", values));
        see(drafts, 404, machine.post("/v1/tasks/99/variables", values));
        String search = "post /v1/tasks/{taskId}/variables/search";
        see(search, 200, machine.post("/v1/tasks/1/variables/search", ""));
        see(search, 400, machine.post("/v1/tasks/1/variables/search", "{\"variableNames\":1}"));
        see(search, 403, person.post("/v1/tasks/3/variables/search", "{}"));
        see(search, 404, machine.post("/v1/tasks/99/variables/search", "{}"));
        for (String change : List.of("assign", "complete", "unassign")) {
            String operation = "patch /v1/tasks/{taskId}/" + change;
            String assignee = change.equals("assign") ? "{\"assignee\":\"demo\"}" : "{}";
            see(operation, 403, reader.patch("/v1/tasks/2/" + change, assignee));
            see(operation, 403, person.patch("/v1/tasks/3/" + change, assignee));
            see(operation, 404, machine.patch("/v1/tasks/99/" + change, assignee));
        }
        see("patch /v1/tasks/{taskId}/assign", 400, machine.patch("/v1/tasks/2/assign", "{}"));
        see("patch /v1/tasks/{taskId}/assign", 200, machine.patch("/v1/tasks/2/assign", "{\"assignee\":\"demo\"}"));
        see("post /v1/tasks/search", 200, machine.post("/v1/tasks/search", "{\"assigned\":true}"));
        see("patch /v1/tasks/{taskId}/unassign", 200, machine.patch("/v1/tasks/2/unassign", ""));
        see("patch /v1/tasks/{taskId}/unassign", 400, machine.patch("/v1/tasks/2/unassign", ""));
        see("patch /v1/tasks/{taskId}/assign", 200, machine.patch("/v1/tasks/2/assign", "{\"assignee\":\"demo\"}"));
        see("patch /v1/tasks/{taskId}/complete", 200, machine.patch("/v1/tasks/2/complete", ""));
        see("patch /v1/tasks/{taskId}/complete", 400, machine.patch("/v1/tasks/2/complete", "{}"));
        see("post /v1/tasks/search", 200, machine.post("/v1/tasks/search", "{\"state\":\"COMPLETED\"}"));
        see("get /v1/tasks/{taskId}", 200, machine.get("/v1/tasks/2"));
    }

    private void variablesAndForms(Client machine, Client person) {
        see("get /v1/variables/{variableId}", 200, machine.get("/v1/variables/500-n"));
        see("get /v1/variables/{variableId}", 404, machine.get("/v1/variables/none"));
        String forms = "get /v1/forms/{formId}";
        see(forms, 200, machine.get("/v1/forms/approval?processDefinitionKey=100&version=1"));
        see(forms, 200, machine.get("/v1/forms/reviewForm?processDefinitionKey=100"));
        see(forms, 400, machine.get("/v1/forms/approval"));
        see(forms, 404, machine.get("/v1/forms/none?processDefinitionKey=100"));
        see("get /v1/internal/users/current", 200, person.get("/v1/internal/users/current"));
    }

    private void processes(Client machine, Client reader) {
        String process = "/v1/internal/processes/{processDefinitionKey}";
        see("get /v1/internal/processes", 200, machine.get("/v1/internal/processes"));
        see("get " + process, 200, machine.get("/v1/internal/processes/100"));
        see("get " + process, 404, machine.get("/v1/internal/processes/99"));
        see("delete " + process, 403, reader.method("DELETE", "/v1/internal/processes/500", ""));
        see("delete " + process, 501, machine.method("DELETE", "/v1/internal/processes/500", ""));
        String start = "patch /v1/internal/processes/{bpmnProcessId}/start";
        see(start, 403, reader.patch("/v1/internal/processes/order/start", "{}"));
        see(start, 501, machine.patch("/v1/internal/processes/order/start", "{}"));
        see("get /v1/internal/processes/publicEndpoints", 200, machine.get("/v1/internal/processes/publicEndpoints"));
        String endpoint = "get /v1/internal/processes/{bpmnProcessId}/publicEndpoint";
        see(endpoint, 200, machine.get("/v1/internal/processes/order/publicEndpoint?tenantId="));
        see(endpoint, 404, machine.get("/v1/internal/processes/none/publicEndpoint"));
        try (TestServer strict = new TestServer(api -> api.multiTenancy(true))) {
            see(endpoint, 400, strict.token("m:READ").get("/v1/internal/processes/order/publicEndpoint?tenantId=t9"));
        }
    }

    private void operate(Client machine) {
        String search = "post /v1/process-definitions/search";
        see(search, 200, machine.post("/v1/process-definitions/search", "{}"));
        see(search, 400, machine.post("/v1/process-definitions/search", ""));
        String one = "get /v1/process-definitions/{processDefinitionKey}";
        see(one, 200, machine.get("/v1/process-definitions/100"));
        see(one, 400, machine.get("/v1/process-definitions/x"));
        see(one, 404, machine.get("/v1/process-definitions/99"));
        see(one + "/xml", 200, machine.get("/v1/process-definitions/100/xml"));
        see(one + "/xml", 400, machine.get("/v1/process-definitions/x/xml"));
        see(one + "/xml", 404, machine.get("/v1/process-definitions/99/xml"));
        for (String name : List.of(
                "process-instances",
                "incidents",
                "flownode-instances",
                "decision-definitions",
                "decision-instances",
                "drd")) {
            see("post /v1/" + name + "/search", 200, machine.post("/v1/" + name + "/search", "{\"filter\":{}}"));
            see("post /v1/" + name + "/search", 400, machine.post("/v1/" + name + "/search", "{\"size\":0}"));
        }
        see("get /v1/openapi.json", 200, machine.get("/v1/openapi.json"));
    }

    private void anonymous(Client nobody) {
        see("get /v1/external/process/{bpmnProcessId}/form", 200, nobody.get("/v1/external/process/order/form"));
        see("get /v1/external/process/{bpmnProcessId}/form", 404, nobody.get("/v1/external/process/none/form"));
        String start = "patch /v1/external/process/{bpmnProcessId}/start";
        see(start, 501, nobody.patch("/v1/external/process/order/start", "{}"));
        for (String operation : document.operations()) {
            if (!operation.contains("/external/")) {
                String[] parts = operation.split(" ");
                String path = parts[1].replaceAll("\\{[^}]*\\}", "1");
                see(operation, 401, nobody.method(parts[0].toUpperCase(Locale.ROOT), path, ""));
            }
        }
    }

    private void see(String operation, int status, Reply reply) {
        assertEquals(status, reply.status(), () -> operation + ": " + reply.text());
        seen.add(operation + " " + status);
        String type = reply.header("Content-Type");
        JsonNode schema = document.schema(operation, status, type.isEmpty() ? "" : type.split(";")[0]);
        if (type.contains("json")) {
            List<String> problems = document.check(schema, reply.json());
            assertTrue(problems.isEmpty(), () -> operation + " " + status + ": " + problems + " in " + reply.text());
        }
    }
}
