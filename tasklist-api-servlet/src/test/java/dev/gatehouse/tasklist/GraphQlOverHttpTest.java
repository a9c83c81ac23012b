package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphQL over HTTP: queries in URLs, media types and statuses. */
class GraphQlOverHttpTest {

    private static final String RESPONSE = "application/graphql-response+json";
    private static final TestServer SERVER = new TestServer();
    private static final TestServer.Client DEMO = SERVER.token(TestServer.DEMO);

    @BeforeAll
    static void fill() {
        TestStores.deploy(SERVER.store);
        SERVER.store.create(NewTask.of(100, "review").key(1));
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Reply get(String document, String... more) {
        String url = "/graphql?" + parameter("query", document);
        return DEMO.get(more.length == 0 ? url : url + "&" + String.join("&", more));
    }

    @Test
    void queryInUrl_isAnswered() {
        Reply reply = get("{ currentUser { userId } }");
        assertEquals(200, reply.status());
        assertEquals("{\"data\":{\"currentUser\":{\"userId\":\"demo\"}}}", reply.text());

        Reply named = get(
                "query A($id: String!) { task(id: $id) { id } } query B { currentUser { userId } }",
                parameter("operationName", "A"),
                parameter("variables", "{\"id\":\"1\"}"),
                parameter("extensions", "{}"));
        assertEquals("{\"data\":{\"task\":{\"id\":\"1\"}}}", named.text());
    }

    @Test
    void head_hasNoBody() {
        Reply reply = DEMO.send(DEMO.request("/graphql?" + parameter("query", "{ currentUser { userId } }"))
                .method("HEAD", BodyPublishers.noBody()));
        assertEquals(200, reply.status());
        assertEquals("", reply.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation { unclaimTask(taskId: \"1\") { id } }",
                "mutation { completeTask(taskId: \"1\", variables: []) { id } }",
                "query A { currentUser { userId } } mutation B { completeTask(taskId: \"1\", variables: []) { id } }",
                "subscription { currentUser { userId } }"
            })
    void changeInUrl_isRefused(String document) {
        for (String name : new String[] {"", "A", "B"}) {
            Reply reply = get(document, parameter("operationName", name));
            assertEquals(405, reply.status(), reply.text());
            assertEquals("POST", reply.header("Allow"));
        }
        assertEquals("CREATED", SERVER.store.find("1").orElseThrow().state().name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "query=",
                "query=%20",
                "variables=%7B%7D",
                "query=%7B__typename%7D&variables=%7B",
                "query=%7B__typename%7D&variables=1",
                "query=%7B__typename%7D&variables=%5B%5D",
                "query=%7B__typename%7D&extensions=x"
            })
    void malformedUrl_is400(String parameters) {
        assertEquals(400, DEMO.get("/graphql?" + parameters).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/graphql?query=%zz",
                "/graphql?query=%7B__typename%7D&variables=%4",
                "/v1/internal/processes?query=%zz"
            })
    void queryThatCannotBeDecoded_is400(String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                    + "Authorization: Bearer demo:READ\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        }
    }

    @Test
    void syntaxErrorInUrl_isReportedByTheEngine() {
        Reply reply = get("{ currentUser {");
        assertEquals(200, reply.status());
        assertEquals(1, reply.json().get("errors").size(), reply.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                                                    | application/json
            application/graphql-response+json                                   | application/graphql-response+json
            application/graphql-response+json, application/json;q=0.9           | application/graphql-response+json
            application/json, APPLICATION/graphql-response+JSON; charset=utf-8  | application/graphql-response+json
            application/json, application/graphql-response+json;q=0.5           | application/json
            application/graphql-response+json;q=0                               | application/json
            application/graphql-response+json;q=x, */*                          | application/json
            */*                                                                 | application/json
            application/*                                                       | application/json
            text/html                                                           | application/json
            """)
    void mediaType_isThePreferredOne(String accept, String expected) {
        HttpRequest.Builder request = DEMO.request("/graphql")
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"{ currentUser { userId } }\"}"));
        Reply reply = DEMO.send(request);
        assertEquals(200, reply.status());
        assertEquals(expected + ";charset=utf-8", reply.header("Content-Type").replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { currentUser { userId } }                    | 200
            { task(id: "99") { id } }                     | 200
            { currentUsr { userId } }                     | 400
            { currentUser {                               | 400
            query A { currentUser { userId } } query B { currentUser { userId } } | 400
            query($s: Int!) { tasks(query: { pageSize: $s }) { id } } | 400
            """)
    void newerMediaType_hasTheStatusOfTheRequest(String document, int status) {
        String url = "/graphql?" + parameter("query", document);
        assertEquals(
                status, DEMO.send(DEMO.request(url).header("Accept", RESPONSE)).status());
        assertEquals(
                200,
                DEMO.send(DEMO.request(url).header("Accept", "application/json"))
                        .status());
    }
}
