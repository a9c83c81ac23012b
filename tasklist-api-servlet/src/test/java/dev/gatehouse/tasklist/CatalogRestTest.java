package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogRestTest {

    private static final TestServer SERVER = new TestServer(api -> api.publicStartForms(true));
    private static final TestServer.Client DEMO = SERVER.person("demo:READ+WRITE+other:sales+legal:t2+t1");

    @BeforeAll
    static void fill() {
        TaskStore store = SERVER.store;
        TestStores.deploy(store);
        store.deploy(ProcessDeployment.of(TestStores.bpmn("order", "Order, second version"))
                .withKey(101));
        store.deploy(ProcessDeployment.of(TestStores.bpmn("refund", "Refund").replace("publicAccess", "other"))
                .withKey(102));
        store.deploy(FormDeployment.of("approval", "{\"v\":1}"));
        store.deploy(FormDeployment.of("approval", "{\"v\":2}"));
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void embeddedForm_isReadFromProcess() {
        Reply reply = DEMO.get("/v1/forms/reviewForm?processDefinitionKey=100");
        assertEquals(200, reply.status());
        assertEquals(
                "{\"id\":\"reviewForm\",\"processDefinitionKey\":\"100\",\"schema\":\"{\\\"components\\\":[]}\","
                        + "\"version\":null,\"tenantId\":\"<default>\",\"isDeleted\":false}",
                reply.json().toString());
    }

    @Test
    void deployedForm_defaultsToNewestVersion() {
        JsonNode newest =
                DEMO.get("/v1/forms/approval?processDefinitionKey=100").json();
        assertEquals("{\"v\":2}", newest.get("schema").textValue());
        assertEquals(2, newest.get("version").longValue());
        assertEquals("100", newest.get("processDefinitionKey").textValue());
        JsonNode first = DEMO.get("/v1/forms/approval?processDefinitionKey=100&version=1")
                .json();
        assertEquals("{\"v\":1}", first.get("schema").textValue());
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/forms/none?processDefinitionKey=100, 404",
        "/v1/forms/reviewForm?processDefinitionKey=999, 404",
        "/v1/forms/reviewForm?processDefinitionKey=x, 404",
        "/v1/forms/reviewForm?processDefinitionKey=100&version=1, 404",
        "/v1/forms/approval?processDefinitionKey=100&version=3, 404",
        "/v1/forms/approval?processDefinitionKey=100&version=one, 400",
        "/v1/forms/approval, 400"
    })
    void otherForms(String path, int status) {
        assertEquals(status, DEMO.get(path).status());
    }

    @Test
    void currentUser_hasAllMembers() {
        assertEquals(
                "{\"userId\":\"demo\",\"displayName\":\"DEMO\",\"apiUser\":false,\"permissions\":[\"read\",\"write\"],"
                        + "\"roles\":null,\"salesPlanType\":null,\"c8Links\":[],"
                        + "\"tenants\":[{\"id\":\"t1\",\"name\":\"t1\"},{\"id\":\"t2\",\"name\":\"t2\"}],"
                        + "\"groups\":[\"legal\",\"sales\"]}",
                DEMO.get("/v1/internal/users/current").json().toString());
        JsonNode byToken =
                SERVER.token("reader:READ").get("/v1/internal/users/current").json();
        assertTrue(byToken.get("apiUser").booleanValue());
        assertEquals("[\"read\"]", byToken.get("permissions").toString());
        assertTrue(SERVER.person("machine-3")
                .get("/v1/internal/users/current")
                .json()
                .get("apiUser")
                .booleanValue());
    }

    @Test
    void processes_areMatchingNewestVersions() {
        JsonNode all = DEMO.get("/v1/internal/processes").json();
        assertEquals(
                "[{\"id\":\"101\",\"name\":\"Order, second version\",\"bpmnProcessId\":\"order\",\"sortValues\":null,"
                        + "\"version\":2,\"startEventFormId\":\"startForm\","
                        + "\"tenantId\":\"<default>\",\"bpmnXml\":null},"
                        + "{\"id\":\"102\",\"name\":\"Refund\",\"bpmnProcessId\":\"refund\",\"sortValues\":null,"
                        + "\"version\":1,\"startEventFormId\":\"startForm\","
                        + "\"tenantId\":\"<default>\",\"bpmnXml\":null}]",
                all.toString());
        assertEquals(1, DEMO.get("/v1/internal/processes?query=SECOND").json().size());
        assertEquals(1, DEMO.get("/v1/internal/processes?query=102").json().size());
        assertEquals(1, DEMO.get("/v1/internal/processes?query=refund").json().size());
        assertEquals(0, DEMO.get("/v1/internal/processes?query=%25").json().size());
        assertEquals(0, DEMO.get("/v1/internal/processes?query=_").json().size());
        assertEquals(
                2,
                DEMO.get("/v1/internal/processes?isStartedByForm=true").json().size());
        assertEquals(
                0,
                DEMO.get("/v1/internal/processes?isStartedByForm=false").json().size());
    }

    @Test
    void processByKey_hasModel() {
        JsonNode process = DEMO.get("/v1/internal/processes/100").json();
        assertEquals(TestStores.bpmn("order", "Order"), process.get("bpmnXml").textValue());
        assertEquals(404, DEMO.get("/v1/internal/processes/1").status());
    }

    @Test
    void startAndDelete_needEngine() {
        assertEquals(501, DEMO.patch("/v1/internal/processes/order/start", "{}").status());
        assertEquals(
                501, DEMO.method("DELETE", "/v1/internal/processes/500", "").status());
        TestServer.Client reader = SERVER.person(TestServer.READER);
        assertEquals(
                403, reader.patch("/v1/internal/processes/order/start", "{}").status());
    }

    @Test
    void publicStartForm_isReadAnonymously() {
        Reply reply = SERVER.nobody().get("/v1/external/process/order/form");
        assertEquals(200, reply.status());
        JsonNode form = reply.json();
        assertEquals("Order, second version", form.get("title").textValue());
        assertEquals("startForm", form.get("id").textValue());
        assertEquals("101", form.get("processDefinitionKey").textValue());
        assertFalse(form.get("schema").textValue().isEmpty());
        assertEquals(
                404, SERVER.nobody().get("/v1/external/process/refund/form").status());
        assertEquals(404, SERVER.nobody().get("/v1/external/process/none/form").status());
    }

    @Test
    void unavailableStore_is503WithoutDetails() {
        try (TestServer server = new TestServer()) {
            server.store.close();
            TestServer.Client demo = server.token(TestServer.DEMO);
            Reply reply = demo.get("/v1/tasks/1");
            assertEquals(503, reply.status());
            assertEquals("5", reply.header("Retry-After"));
            assertEquals(
                    "The task store is not available.",
                    reply.json().get("message").textValue());
            assertEquals(503, demo.patch("/v1/tasks/1/unassign", "").status());
            assertEquals(
                    "The task store is not available.",
                    demo.graphQl("{ task(id: \"1\") { id } }", "{}").error());
        }
    }

    @Test
    void requestWithoutFilter_is500() throws Exception {
        Server bare = new Server();
        LocalConnector connector = new LocalConnector(bare);
        bare.addConnector(connector);
        TasklistApi api = TasklistApi.builder(SERVER.store).build();
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(api.restServlet()), "/v1/*");
        context.addServlet(new ServletHolder(api.graphQlServlet()), "/graphql");
        bare.setHandler(context);
        bare.start();
        try {
            String rest = connector.getResponse("GET /v1/internal/users/current HTTP/1.0\r\n\r\n");
            assertTrue(rest.startsWith("HTTP/1.1 500"), rest);
            assertFalse(rest.contains("filter"), rest);
            String graphQl = connector.getResponse("POST /graphql HTTP/1.0\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 36\r\n\r\n{\"query\":\"{ currentUser { userId } }\"}");
            assertTrue(graphQl.startsWith("HTTP/1.1 500"), graphQl);
        } finally {
            bare.stop();
        }
    }
}
