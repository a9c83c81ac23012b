package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import graphql.introspection.IntrospectionQuery;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphQlTransportTest {

    private static final TestServer SERVER = new TestServer();
    private static final TestServer.Client DEMO = SERVER.token(TestServer.DEMO);
    private static final String QUERY = "{\"query\":\"{ currentUser { userId } }\"}";

    @BeforeAll
    static void fill() {
        TestStores.deploy(SERVER.store);
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static Reply post(String contentType, String body) {
        return DEMO.send(
                DEMO.request("/graphql").header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    private static void assertValidationError(Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        assertFalse(reply.error().isEmpty(), reply.text());
        assertTrue(
                reply.json().path("data").isMissingNode()
                        || reply.json().get("data").isNull(),
                reply.text());
        assertFalse(reply.text().toLowerCase(Locale.ROOT).contains("did you mean"), reply.text());
    }

    @Test
    void json_isAnsweredAsJson() {
        Reply reply = post("application/json; charset=UTF-8", QUERY);
        assertEquals(200, reply.status());
        assertEquals(
                "application/json;charset=utf-8", reply.header("Content-Type").replace(" ", ""));
        assertEquals("nosniff", reply.header("X-Content-Type-Options"));
        assertEquals("default-src 'none'; frame-ancestors 'none'; sandbox", reply.header("Content-Security-Policy"));
        assertEquals("{\"data\":{\"currentUser\":{\"userId\":\"demo\"}}}", reply.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/graphql",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain;application/json",
                "application/json;charset=nope",
                "application/json;charset=ISO-8859-1"
            })
    void otherTypes_are415(String contentType) {
        assertEquals(415, post(contentType, QUERY).status());
        assertEquals(415, post(contentType, "").status());
    }

    @Test
    void noType_is415() {
        assertEquals(
                415,
                DEMO.send(DEMO.request("/graphql").POST(BodyPublishers.ofString(QUERY)))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void otherMethods_are405(String method) {
        Reply reply = DEMO.method(method, "/graphql?query=%7BcurrentUser%7BuserId%7D%7D", "");
        assertEquals(405, reply.status());
        assertEquals("GET, HEAD, OPTIONS, POST", reply.header("Allow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[{\"query\":\"{ currentUser { userId } }\"}]",
                "{}",
                "{\"query\":null}",
                "{\"query\":\"\"}",
                "{\"query\":1}",
                "{\"query\":\"{ currentUser { userId } }\",\"variables\":[]}",
                "{\"query\":\"{ currentUser { userId } }\",\"variables\":\"x\"}",
                "{\"query\":\"{ currentUser { userId } }\",\"operationName\":{}}",
                "{\"query\":\"{ currentUser { userId } }\",\"operationName\":1}",
                "{\"query\":\"{ currentUser { userId } }\",\"extensions\":[]}",
                "{\"query\":\"{ currentUser { userId } }\",\"extensions\":\"x\"}"
            })
    void invalidOperation_is400(String body) {
        Reply reply = post("application/json", body);
        assertEquals(400, reply.status(), reply.text());
        assertEquals("application/problem+json", reply.header("Content-Type"));
    }

    @Test
    void anonymous_is401First() {
        Reply reply = SERVER.nobody().post("/graphql", "{");
        assertEquals(401, reply.status());
        assertEquals(401, SERVER.nobody().get("/graphql").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ currentUsr { userId } }",
                "{ currentUser { userIdd } }",
                "{ currentUser }",
                "{ task(idd: \"1\") { id } }",
                "{ tasks(query: { state: OPEN }) { id } }",
                "{ tasks(query: { dueDate: { from: \"2026-01-01\" } }) { id } }",
                "{ tasks(query: { pageSize: \"ten\" }) { id } }",
                "{ currentUser { userId } ",
                "query A { currentUser { userId } } query B { currentUser { userId } }",
                "subscription { currentUser { userId } }",
                "query($v: TaskStates) { tasks(query: { state: $v }) { id } }"
            })
    void invalidDocument_isErrorWithStatus200(String document) {
        assertValidationError(DEMO.graphQl(document, "{}"));
    }

    @Test
    void variableWithWrongType_isErrorWithStatus200() {
        assertValidationError(
                DEMO.graphQl("query($s: Int) { tasks(query: { pageSize: $s }) { id } }", "{\"s\":\"x\"}"));
    }

    @Test
    void unknownOperationName_isAnErrorWithStatus200() {
        assertValidationError(
                post("application/json", "{\"query\":\"query A { currentUser { userId } }\",\"operationName\":\"B\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __schema { types { name } } }",
                "{ s: __schema { queryType { name } } }",
                "{ __type(name: \"Task\") { fields { name } } }",
                "{ currentUser { userId } __type(name: \"User\") { name } }",
                "{ ... on Query { __schema { types { name } } } }",
                "query { ...F } fragment F on Query { __schema { types { name } } }",
                "mutation { unclaimTask(taskId: \"1\") { id } __schema { types { name } } }"
            })
    void introspection_isRefused(String document) {
        Reply reply = DEMO.graphQl(document, "{}");
        assertValidationError(reply);
        assertFalse(reply.text().contains("\"name\":\"User\""), reply.text());
        assertFalse(reply.text().contains("\"fields\""), reply.text());
    }

    @Test
    void typename_isAlwaysAnswered() {
        Reply reply = DEMO.graphQl("{ __typename currentUser { __typename } }", "{}");
        assertEquals("{\"data\":{\"__typename\":\"Query\",\"currentUser\":{\"__typename\":\"User\"}}}", reply.text());
    }

    @Test
    void enabledIntrospection_isAnswered() {
        try (TestServer open = new TestServer(api -> api.introspection(true))) {
            Reply reply = open.token(TestServer.DEMO).graphQl(IntrospectionQuery.INTROSPECTION_QUERY, "{}");
            assertEquals("", reply.error());
            assertEquals(
                    "Query", reply.json().at("/data/__schema/queryType/name").textValue());
        }
    }

    @Test
    void manyAliases_areRefused() {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            document.append(" a").append(i).append(": tasks(query: {}) { id }");
        }
        Reply reply = DEMO.graphQl(document.append(" }").toString(), "{}");
        assertValidationError(reply);
        assertTrue(reply.error().contains("complexity"), reply.text());
        assertEquals(
                "",
                DEMO.graphQl("{ a: tasks(query: {}) { id } b: tasks(query: {}) { id } }", "{}")
                        .error());
    }

    @Test
    void manyAliasesInFragments_areRefused() {
        StringBuilder document = new StringBuilder("query {");
        for (int i = 0; i < 40; i++) {
            document.append(" ...F").append(i);
        }
        document.append(" }");
        for (int i = 0; i < 40; i++) {
            document.append(" fragment F" + i + " on Query { x" + i + ": processes { id } }");
        }
        assertValidationError(DEMO.graphQl(document.toString(), "{}"));
    }

    @Test
    void severalLargePages_areRefused() {
        String page = "tasks(query: { pageSize: 10000 }) { id }";
        assertEquals("", DEMO.graphQl("{ a: " + page + " }", "{}").error());
        String four = "{ a: " + page + " b: " + page + " c: " + page + " d: " + page + " }";
        assertValidationError(DEMO.graphQl(four, "{}"));
        String byVariable =
                "query($p: Int) { a: tasks(query: { pageSize: $p }) { id } b: tasks(query: { pageSize: $p })"
                        + " { id } c: tasks(query: { pageSize: $p }) { id } d: tasks(query: { pageSize: $p }) { id } }";
        assertValidationError(DEMO.graphQl(byVariable, "{\"p\":10000}"));
    }

    @Test
    void deepSelections_areRefused() {
        try (TestServer shallow = new TestServer(api -> api.maxDepth(2))) {
            TestServer.Client demo = shallow.token(TestServer.DEMO);
            assertEquals("", demo.graphQl("{ tasks(query: {}) { id } }", "{}").error());
            Reply reply = demo.graphQl("{ tasks(query: {}) { variables { id } } }", "{}");
            assertValidationError(reply);
            assertTrue(reply.error().contains("depth"), reply.text());
        }
    }

    @Test
    void longDocuments_areRefused() {
        assertValidationError(DEMO.graphQl("{ currentUser { " + "userId ".repeat(6_000) + "} }", "{}"));
        assertValidationError(
                DEMO.graphQl("{ currentUser { userId " + "@skip(if: false) ".repeat(3_000) + "} }", "{}"));
        assertValidationError(DEMO.graphQl("{ a(x: " + "[".repeat(3_000) + "]".repeat(3_000) + ") }", "{}"));
    }
}
