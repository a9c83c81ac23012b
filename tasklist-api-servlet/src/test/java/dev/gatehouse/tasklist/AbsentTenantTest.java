package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tasklist.TestServer.Client;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that have no tenant send an empty one. It counts as absent: the caller's tenants are searched. */
class AbsentTenantTest {

    private static final TaskStore STORE = TestStores.inMemory();
    private static final TestServer ONE = new TestServer(STORE, api -> api);
    private static final TestServer MANY =
            new TestServer(STORE, api -> api.multiTenancy(true).publicStartForms(true));

    @BeforeAll
    static void fill() {
        int key = 100;
        for (String tenant : new String[] {"<default>", "t1", "t2"}) {
            STORE.deploy(ProcessDeployment.of(TestStores.bpmn("order", "Order"))
                    .withKey(key)
                    .withTenant(tenant));
            STORE.create(NewTask.of(key++, "review"));
        }
    }

    @AfterAll
    static void close() {
        MANY.close();
        ONE.close();
    }

    private static Client caller(boolean many) {
        return (many ? MANY : ONE).token("machine:READ+WRITE::t1+<default>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                  | 3 | 2
            {"tenantIds":null}                  | 3 | 2
            {"tenantIds":[]}                    | 3 | 2
            {"tenantIds":[""]}                  | 3 | 2
            {"tenantIds":["","t1"]}             | 3 | 1
            {"tenantIds":["t1","<default>"]}    | 3 | 2
            {"tenantIds":["t2"]}                | 3 | 0
            {"tenantIds":[" "]}                 | 3 | 0
            """)
    void taskSearch(String body, int withoutTenants, int withTenants) {
        assertEquals(
                withoutTenants,
                caller(false).post("/v1/tasks/search", body).json().size());
        assertEquals(
                withTenants, caller(true).post("/v1/tasks/search", body).json().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                  | 3 | 2
            {"filter":{}}                       | 3 | 2
            {"filter":{"tenantId":null}}        | 3 | 2
            {"filter":{"tenantId":""}}          | 3 | 2
            {"filter":{"tenantId":"t1"}}        | 1 | 1
            {"filter":{"tenantId":"t2"}}        | 1 | 0
            """)
    void definitionSearch(String body, int withoutTenants, int withTenants) {
        assertEquals(withoutTenants, total(caller(false).post("/v1/process-definitions/search", body)));
        assertEquals(withTenants, total(caller(true).post("/v1/process-definitions/search", body)));
    }

    private static int total(Reply reply) {
        return reply.json().get("total").intValue();
    }

    @ParameterizedTest
    @CsvSource({"'', 3, 2", "?tenantId=, 3, 2", "?tenantId=t1, 3, 1", "?tenantId=t2, 3, 0"})
    void processes(String parameters, int withoutTenants, int withTenants) {
        String path = "/v1/internal/processes" + parameters;
        assertEquals(withoutTenants, caller(false).get(path).json().size());
        assertEquals(withTenants, caller(true).get(path).json().size());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 200, 100",
        "?tenantId=, 200, 100",
        "?tenantId=t1, 200, 101",
        "?tenantId=t2, 400, -",
        "?tenantId=none, 400, -"
    })
    void publicEndpoint_isOfTheTenant(String parameters, int status, String key) {
        Reply reply = caller(true).get("/v1/internal/processes/order/publicEndpoint" + parameters);
        assertEquals(status, reply.status(), reply.text());
        if (status == 200) {
            assertEquals(key, reply.json().get("processDefinitionKey").textValue());
            assertEquals("/new/order", reply.json().get("endpoint").textValue());
        } else {
            assertEquals("Invalid Tenant", reply.json().get("message").textValue());
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 2", "false, 0"})
    void publicEndpoints_areListedIfTheyAreOn(boolean on, int expected) {
        Client caller = caller(on);
        assertEquals(
                expected,
                caller.get("/v1/internal/processes/publicEndpoints").json().size());
        int single = caller.get("/v1/internal/processes/order/publicEndpoint").status();
        assertEquals(on ? 200 : 404, single);
        Client nobody = (on ? MANY : ONE).nobody();
        assertEquals(
                on ? 200 : 404, nobody.get("/v1/external/process/order/form").status());
        assertEquals(
                on ? 501 : 404,
                nobody.patch("/v1/external/process/order/start", "{}").status());
    }
}
