package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VariablesRestTest {

    private static final String LONG = "\"" + "x".repeat(9_000) + "\"";

    private final TestServer server = new TestServer();
    private final TestServer.Client demo = server.person(TestServer.DEMO);

    @BeforeEach
    void fill() {
        TestStores.deploy(server.store);
        server.store.create(NewTask.of(100, "review")
                .key(1)
                .processInstanceKey(500)
                .assignee("demo")
                .processVariables(Map.of("big", LONG, "amount", "12", "hidden", "\"outer\""))
                .localVariables(Map.of("hidden", "\"inner\"")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode search(String body) {
        Reply reply = demo.post("/v1/tasks/1/variables/search", body);
        assertEquals(200, reply.status(), reply.text());
        return reply.json();
    }

    private static List<String> names(JsonNode variables) {
        List<String> names = new ArrayList<>();
        variables.forEach(variable -> names.add(variable.get("name").textValue()));
        return names;
    }

    @Test
    void allVariables_areSortedAndLongOnesTruncated() {
        for (String body : List.of("", "{}", "{\"variableNames\":[],\"includeVariables\":[]}")) {
            JsonNode variables = search(body);
            assertEquals(List.of("amount", "big", "hidden"), names(variables));
            JsonNode big = variables.get(1);
            assertTrue(big.get("value").isNull());
            assertTrue(big.get("isValueTruncated").booleanValue());
            assertEquals(LONG.substring(0, 8191), big.get("previewValue").textValue());
            assertEquals("\"inner\"", variables.get(2).get("value").textValue());
            assertEquals("1-hidden", variables.get(2).get("id").textValue());
            assertTrue(variables.get(2).get("draft").isNull());
        }
    }

    @Test
    void alwaysReturnFullValue_readsOnlyThatNameInFull() {
        JsonNode variables = search(
                "{\"includeVariables\":[{\"name\":\"big\",\"alwaysReturnFullValue\":true},{\"name\":\"amount\"}]}");
        assertEquals(List.of("amount", "big"), names(variables));
        assertEquals(LONG, variables.get(1).get("value").textValue());
        assertTrue(variables.get(1).get("isValueTruncated").booleanValue());
        assertTrue(search("{\"variableNames\":[\"big\"]}").get(0).get("value").isNull());
    }

    @Test
    void bothSelections_areRefused() {
        Reply reply = demo.post(
                "/v1/tasks/1/variables/search", "{\"variableNames\":[\"a\"],\"includeVariables\":[{\"name\":\"b\"}]}");
        assertEquals(400, reply.status());
        assertEquals(
                "Only one of [variableNames, includeVariables] must be present in request.",
                reply.json().get("message").textValue());
    }

    @Test
    void variableById_isFull() {
        JsonNode variable = demo.get("/v1/variables/500-big").json();
        assertEquals(
                "{\"id\":\"500-big\",\"name\":\"big\",\"value\":\"" + LONG.replace("\"", "\\\"")
                        + "\",\"draft\":null,\"tenantId\":\"<default>\"}",
                variable.toString());
        Reply unknown = demo.get("/v1/variables/500-none");
        assertEquals(404, unknown.status());
        assertEquals(
                "Variable with id 500-none not found.",
                unknown.json().get("message").textValue());
        for (String id : List.of("x", "-", "500", "500-", "x-big")) {
            assertEquals(404, demo.get("/v1/variables/" + id).status(), id);
        }
    }

    @Test
    void drafts_stayBesideTheValueUntilCompletion() {
        String drafts = "{\"variables\":[{\"name\":\"amount\",\"value\":\"99\"},{\"name\":\"new\",\"value\":\"1\"},"
                + "{\"name\":\"hidden\",\"value\":\"\\\"inner\\\"\"},{\"name\":\"new\",\"value\":\"2\"}]}";
        assertEquals(204, demo.post("/v1/tasks/1/variables", drafts).status());
        JsonNode variables = search("{}");
        assertEquals(List.of("amount", "big", "hidden", "new"), names(variables));
        assertEquals("12", variables.get(0).get("value").textValue());
        assertEquals(
                "{\"value\":\"99\",\"isValueTruncated\":false,\"previewValue\":\"99\"}",
                variables.get(0).get("draft").toString());
        assertTrue(variables.get(2).get("draft").isNull(), "a draft equal to the value is none");
        JsonNode draftOnly = variables.get(3);
        assertEquals("1-new", draftOnly.get("id").textValue());
        assertTrue(draftOnly.get("value").isNull());
        assertTrue(draftOnly.get("previewValue").isNull());
        assertFalse(draftOnly.get("isValueTruncated").booleanValue());
        assertEquals("2", draftOnly.get("draft").get("value").textValue());
        assertEquals(
                "{\"id\":\"1-new\",\"name\":\"new\",\"value\":null,\"draft\":{\"value\":\"2\"},"
                        + "\"tenantId\":\"<default>\"}",
                demo.get("/v1/variables/1-new").json().toString());
        assertEquals(
                "{\"value\":\"99\"}",
                demo.get("/v1/variables/500-amount").json().get("draft").toString());

        assertEquals(
                200,
                demo.patch("/v1/tasks/1/complete", "{\"variables\":[{\"name\":\"new\",\"value\":\"3\"}]}")
                        .status());
        JsonNode snapshot = search("{}");
        assertEquals(List.of("amount", "big", "hidden", "new"), names(snapshot));
        assertEquals("99", snapshot.get(0).get("value").textValue());
        assertEquals("3", snapshot.get(3).get("value").textValue());
        for (JsonNode variable : snapshot) {
            assertTrue(variable.get("id").textValue().startsWith("1-"));
            assertTrue(variable.get("draft").isNull());
        }
        assertEquals(
                "99", demo.get("/v1/variables/1-amount").json().get("value").textValue());
        assertEquals(
                "12", demo.get("/v1/variables/500-amount").json().get("value").textValue());
        assertEquals("3", demo.get("/v1/variables/500-new").json().get("value").textValue());
    }

    @Test
    void emptyListOfDrafts_clearsThem() {
        demo.post("/v1/tasks/1/variables", "{\"variables\":[{\"name\":\"new\",\"value\":\"2\"}]}");
        assertEquals(4, search("{}").size());
        assertEquals(
                204, demo.post("/v1/tasks/1/variables", "{\"variables\":[]}").status());
        assertEquals(3, search("{}").size());
    }

    @Test
    void draftsWithoutBody_are400() {
        assertEquals(400, demo.post("/v1/tasks/1/variables", "").status());
    }

    @Test
    void longDraft_isTruncatedUnlessFull() {
        demo.post(
                "/v1/tasks/1/variables",
                "{\"variables\":[{\"name\":\"d\",\"value\":\"\\\"" + "y".repeat(9_000) + "\\\"\"}]}");
        JsonNode cut = search("{\"variableNames\":[\"d\"]}").get(0).get("draft");
        assertTrue(cut.get("value").isNull());
        assertTrue(cut.get("isValueTruncated").booleanValue());
        JsonNode whole = search("{\"includeVariables\":[{\"name\":\"d\",\"alwaysReturnFullValue\":true}]}")
                .get(0)
                .get("draft");
        assertEquals(9_002, whole.get("value").textValue().length());
    }

    @Test
    void invalidJsonValue_is400AndChangesNothing() {
        for (String bad : List.of("", "he said \\\"hi", "{", "1 2", "tru", "'x'")) {
            String body = "{\"variables\":[{\"name\":\"n\",\"value\":\"" + bad + "\"}]}";
            assertEquals(400, demo.post("/v1/tasks/1/variables", body).status(), bad);
            assertEquals(400, demo.patch("/v1/tasks/1/complete", body).status(), bad);
        }
        String nameless = "{\"variables\":[{\"value\":\"1\"}]}";
        assertEquals(400, demo.patch("/v1/tasks/1/complete", nameless).status());
        String longName = "{\"variables\":[{\"name\":\"" + "n".repeat(1001) + "\",\"value\":\"1\"}]}";
        assertEquals(400, demo.patch("/v1/tasks/1/complete", longName).status());
        assertEquals("CREATED", demo.get("/v1/tasks/1").json().get("taskState").textValue());
        assertEquals(3, search("{}").size());
    }

    @Test
    void unsafeNames_haveSafeIds() {
        List<String> names = List.of("a/b", "100%", "a;b", "a\\b", "über", "a b", "~41", "..", "a?b#c", "\u0001");
        StringBuilder body = new StringBuilder("{\"variables\":[");
        for (String name : names) {
            body.append(body.charAt(body.length() - 1) == '[' ? "" : ",")
                    .append("{\"name\":")
                    .append(TextNode.valueOf(name))
                    .append(",\"value\":\"1\"}");
        }
        assertEquals(
                204,
                demo.post("/v1/tasks/1/variables", body.append("]}").toString()).status());
        int found = 0;
        for (JsonNode variable : search("{}")) {
            String name = variable.get("name").textValue();
            if (names.contains(name)) {
                String id = URLEncoder.encode(variable.get("id").textValue(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
                Reply reply = demo.get("/v1/variables/" + id);
                assertEquals(200, reply.status(), name);
                assertEquals(name, reply.json().get("name").textValue());
                found++;
            }
        }
        assertEquals(names.size(), found);
        demo.patch("/v1/tasks/1/complete", "{}");
        assertEquals("a/b", demo.get("/v1/variables/1-a~2Fb").json().get("name").textValue());
    }
}
