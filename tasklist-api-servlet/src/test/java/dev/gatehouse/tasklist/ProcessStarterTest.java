package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.engine.DeleteResult;
import dev.gatehouse.tasklist.engine.ProcessStarter;
import dev.gatehouse.tasklist.engine.StartRequest;
import dev.gatehouse.tasklist.engine.StartResult;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessRegistration;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting and deleting process instances through REST and GraphQL. */
class ProcessStarterTest {

    private final FakeEngine engine = new FakeEngine();
    private TestServer server =
            new TestServer(builder -> builder.processStarter(engine).publicStartForms(true));

    /** Answers as told and remembers what it was asked. */
    private static final class FakeEngine implements ProcessStarter {
        private final List<StartRequest> started = new ArrayList<>();
        private final List<Long> deleted = new ArrayList<>();
        private StartResult start = new StartResult.Started(4711);
        private DeleteResult delete = new DeleteResult.Deleted();

        @Override
        public StartResult start(StartRequest request) {
            started.add(request);
            return start;
        }

        @Override
        public DeleteResult delete(long processInstanceKey) {
            deleted.add(processInstanceKey);
            return delete;
        }
    }

    @BeforeEach
    void deploy() {
        TestStores.deploy(server.store);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void start_handsVariablesAndUserToTheEngine() {
        TestServer.Reply reply = server.person(TestServer.DEMO)
                .patch(
                        "/v1/internal/processes/order/start",
                        "{\"variables\":[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"b\",\"value\":\"\\\"x\\\"\"}]}");
        assertEquals(200, reply.status());
        assertEquals("{\"id\":4711}", reply.text());
        StartRequest request = engine.started.get(0);
        assertEquals(100, request.process().key());
        assertEquals(Map.of("a", "1", "b", "\"x\""), request.variables());
        assertEquals("demo", request.userId());
        assertEquals(
                200,
                server.person(TestServer.DEMO)
                        .patch("/v1/internal/processes/order/start?tenantId=", "")
                        .status());
    }

    @Test
    void start_takesTheNewestVersion() {
        server.store.engine().register(ProcessRegistration.of(200, "order", 9));
        server.person(TestServer.DEMO).patch("/v1/internal/processes/order/start", "{}");
        assertEquals(200, engine.started.get(0).process().key());
    }

    @Test
    void start_ofUnknownProcessOrWithInvalidVariable_isRefusedWithoutTheEngine() {
        TestServer.Client demo = server.person(TestServer.DEMO);
        assertEquals(404, demo.patch("/v1/internal/processes/none/start", "{}").status());
        assertEquals(
                400,
                demo.patch("/v1/internal/processes/order/start", "{\"variables\":[{\"name\":\"a\",\"value\":\"{\"}]}")
                        .status());
        assertEquals(
                403,
                server.person(TestServer.READER)
                        .patch("/v1/internal/processes/order/start", "{}")
                        .status());
        assertEquals(List.of(), engine.started);
    }

    @Test
    void resultsOfTheEngine_haveTheirStatus() {
        TestServer.Client demo = server.person(TestServer.DEMO);
        engine.start = new StartResult.Refused("no such version");
        TestServer.Reply refused = demo.patch("/v1/internal/processes/order/start", "{}");
        assertEquals(400, refused.status());
        assertEquals("no such version", refused.json().get("message").textValue());
        engine.start = new StartResult.Unavailable();
        assertEquals(503, demo.patch("/v1/internal/processes/order/start", "{}").status());
        engine.delete = new DeleteResult.NotFound();
        assertEquals(
                404, demo.method("DELETE", "/v1/internal/processes/500", "").status());
        engine.delete = new DeleteResult.Refused();
        assertEquals(
                500, demo.method("DELETE", "/v1/internal/processes/500", "").status());
        engine.delete = new DeleteResult.Unavailable();
        assertEquals(
                503, demo.method("DELETE", "/v1/internal/processes/500", "").status());
    }

    @Test
    void delete_removesTheTasksOfTheInstance() {
        server.store.create(NewTask.of(100, "review").key(1).processInstanceKey(500));
        server.store.create(NewTask.of(100, "review").key(2).processInstanceKey(501));
        TestServer.Client demo = server.person(TestServer.DEMO);
        engine.delete = new DeleteResult.Refused();
        demo.method("DELETE", "/v1/internal/processes/500", "");
        assertTrue(server.store.find("1").isPresent());
        engine.delete = new DeleteResult.Deleted();
        assertEquals(
                204, demo.method("DELETE", "/v1/internal/processes/500", "").status());
        assertTrue(server.store.find("1").isEmpty());
        assertTrue(server.store.find("2").isPresent());
        assertEquals(404, demo.method("DELETE", "/v1/internal/processes/x", "").status());
        assertEquals(List.of(500L, 500L), engine.deleted);
    }

    @Test
    void anonymousCaller_startsAPublicProcessOnly() {
        server.store.engine().register(ProcessRegistration.of(300, "internal", 1));
        TestServer.Reply reply = server.nobody().patch("/v1/external/process/order/start", "{}");
        assertEquals(200, reply.status());
        assertNull(engine.started.get(0).userId());
        assertEquals(
                404,
                server.nobody()
                        .patch("/v1/external/process/internal/start", "{}")
                        .status());
        assertEquals(
                400,
                server.nobody()
                        .patch("/v1/external/process/order/start?tenantId=other", "{}")
                        .status());
        assertEquals(
                401,
                server.nobody()
                        .patch("/v1/internal/processes/order/start", "{}")
                        .status());
    }

    @Test
    void graphQl_startsAndDeletes() {
        TestServer.Client demo = server.person(TestServer.DEMO);
        TestServer.Reply started =
                demo.graphQl("mutation { startProcess(processDefinitionId: \"order\") { id } }", "{}");
        assertEquals(
                "4711",
                started.json().path("data").path("startProcess").path("id").textValue());
        TestServer.Reply deleted = demo.graphQl("mutation { deleteProcessInstance(processInstanceId: \"500\") }", "{}");
        assertTrue(deleted.json().path("data").path("deleteProcessInstance").booleanValue());
        assertEquals(List.of(500L), engine.deleted);
    }

    @Test
    void tenants_limitWhatCanBeStartedAndDeleted() {
        server.close();
        server = new TestServer(builder -> builder.processStarter(engine).multiTenancy(true));
        server.store.engine().register(ProcessRegistration.of(1, "order", 1));
        server.store.create(NewTask.of(1, "review").key(1).processInstanceKey(500));
        // The callers of this test have no tenants.
        TestServer.Client demo = server.person(TestServer.DEMO);
        TestServer.Reply refused = demo.patch("/v1/internal/processes/order/start", "{}");
        assertEquals(400, refused.status());
        assertEquals("Invalid tenant.", refused.json().get("message").textValue());
        assertEquals(
                404, demo.method("DELETE", "/v1/internal/processes/500", "").status());
        assertTrue(engine.started.isEmpty() && engine.deleted.isEmpty());
    }
}
