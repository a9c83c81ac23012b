package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses come from the origin of the session cookie, so a browser must not render them as a page. */
class BrowserHeadersTest {

    private static final String SCRIPT =
            "<script xmlns=\"http://www.w3.org/1999/xhtml\">alert(document.cookie)</script>";
    private static final TestServer SERVER = new TestServer();
    private static final TestServer.Client DEMO = SERVER.person(TestServer.DEMO);

    @BeforeAll
    static void fill() {
        TestStores.deploy(SERVER.store);
        SERVER.store.create(NewTask.of(100, "review").key(1).assignee("demo"));
        String hostile = TestStores.bpmn("hostile", "Hostile")
                .replace("<bpmn:extensionElements>", "<bpmn:extensionElements>" + SCRIPT);
        SERVER.store.deploy(ProcessDeployment.of(hostile).withKey(666));
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static void assertNoPage(Reply reply) {
        assertEquals(List.of("nosniff"), reply.response().headers().allValues("X-Content-Type-Options"), reply.text());
        assertEquals(
                List.of("default-src 'none'; frame-ancestors 'none'; sandbox"),
                reply.response().headers().allValues("Content-Security-Policy"),
                reply.text());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/tasks/1, 200",
        "/v1/tasks/99, 404",
        "/v1/tasks/x, 404",
        "/v1/process-definitions/abc, 400",
        "/v1/forms/reviewForm?processDefinitionKey=100, 200",
        "/v1/process-definitions/100, 200",
        "/v1/process-definitions/100/xml, 200",
        "/v1/process-definitions/99/xml, 404",
        "/v1/internal/users/current, 200",
        "/v1/nowhere, 404",
        "/graphql, 400",
        "/graphql?query=%7BcurrentUser%7BuserId%7D%7D, 200",
        "/v1/openapi.json, 200"
    })
    void getResponse_cannotBeRendered(String path, int status) {
        Reply reply = DEMO.get(path);
        assertEquals(status, reply.status(), reply.text());
        assertNoPage(reply);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/tasks/search               | {}                                   | 200
            /v1/tasks/search               | {                                    | 400
            /v1/tasks/1/variables/search   | {}                                   | 200
            /v1/process-definitions/search | {}                                   | 200
            /graphql                       | {"query":"{ currentUser { userId } }"} | 200
            /graphql                       | {"query":"{ nothing }"}              | 200
            /graphql                       | {                                    | 400
            """)
    void postResponse_cannotBeRendered(String path, String body, int status) {
        Reply reply = DEMO.post(path, body);
        assertEquals(status, reply.status(), reply.text());
        assertNoPage(reply);
    }

    @Test
    void modelWithScript_isSentUnchangedAndCannotRun() {
        Reply reply = DEMO.get("/v1/process-definitions/666/xml");
        assertEquals(200, reply.status());
        assertTrue(reply.text().contains(SCRIPT), reply.text());
        assertNoPage(reply);
    }

    @Test
    void graphQlOptions_cannotBeRendered() {
        Reply reply = DEMO.method("OPTIONS", "/graphql", "");
        assertEquals(204, reply.status());
        assertNoPage(reply);
    }
}
