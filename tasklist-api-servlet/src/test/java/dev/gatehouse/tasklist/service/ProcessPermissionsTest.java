package dev.gatehouse.tasklist.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.store.DefinitionQuery;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessPermissionsTest {

    private final TaskStore store = TestStores.inMemory();
    private final DefinitionService restricted = service(false, true);

    @BeforeEach
    void fill() {
        store.deploy(ProcessDeployment.of(TestStores.bpmn("order", "Order")).withKey(1));
        store.deploy(ProcessDeployment.of(TestStores.bpmn("order2", "Order 2")).withKey(2));
        store.deploy(ProcessDeployment.of(TestStores.bpmn("invoice", "Invoice")).withKey(3));
        store.deploy(ProcessDeployment.of(TestStores.bpmn("order", "Order of red"))
                .withKey(4)
                .withTenant("red"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DefinitionService service(boolean multiTenancy, boolean resourcePermissions) {
        Clock clock = Clock.fixed(TestStores.NOW, ZoneOffset.UTC);
        return new DefinitionService(
                store, new TasklistOptions(clock, multiTenancy, false, false, false, resourcePermissions));
    }

    private static Requester who(String... permissions) {
        return new Requester("jane", "Jane", true, Set.of(permissions), Set.of(), Set.of("<default>"));
    }

    private static List<Long> keys(DefinitionService service, Requester who, DefinitionQuery.Filter filter) {
        DefinitionQuery.Page page = service.search(who, new DefinitionQuery(filter, List.of(), null, 10));
        assertEquals(page.items().size(), page.total());
        return page.items().stream().map(ProcessDefinition::key).toList();
    }

    private static DefinitionQuery.Filter any() {
        return new DefinitionQuery.Filter(null, null, null, null, null);
    }

    @Test
    void switchedOff_nothingIsRestricted() {
        DefinitionService open = service(false, false);
        assertEquals(List.of(1L, 2L, 3L, 4L), keys(open, who(), any()));
        open.checkStart(who(), "order");
    }

    @Test
    void search_findsReadableProcessesAndCountsThemAlone() {
        assertEquals(List.of(), keys(restricted, who("READ", "WRITE"), any()));
        assertEquals(List.of(1L, 4L), keys(restricted, who("process-definition:READ:order"), any()));
        assertEquals(List.of(1L, 2L, 3L, 4L), keys(restricted, who("process-definition:READ:*"), any()));
        assertEquals(
                List.of(),
                keys(
                        restricted,
                        who("process-definition:READ:order"),
                        new DefinitionQuery.Filter(null, null, null, "invoice", null)));
    }

    @Test
    void tenantsAndPermissions_bothCount() {
        assertEquals(List.of(1L), keys(service(true, true), who("process-definition:READ:order"), any()));
    }

    @Test
    void definitionThatMayNotBeRead_isNotFound() {
        Requester who = who("process-definition:READ:order", "process-definition:START_PROCESS_INSTANCE:invoice");
        assertTrue(restricted.definition(who, "1").isPresent());
        assertTrue(restricted.definition(who, "3").isEmpty());
        assertTrue(restricted.bpmnXml(who, "3").isEmpty());
    }

    @Test
    void list_hasTheProcessesThatMayBeStarted() {
        Requester who = who("process-definition:READ:order", "process-definition:START_PROCESS_INSTANCE:invoice");
        assertEquals(
                List.of("invoice"),
                restricted.latest(who, null, null).stream()
                        .map(ProcessDefinition::bpmnProcessId)
                        .toList());
        assertEquals(
                List.of("invoice"),
                restricted.latestOfDefaultTenant(who, null).stream()
                        .map(ProcessDefinition::bpmnProcessId)
                        .toList());
    }

    @Test
    void start_needsItsOwnPermission() {
        restricted.checkStart(who("process-definition:START_PROCESS_INSTANCE:order"), "order");
        restricted.checkStart(who("process-definition:START_PROCESS_INSTANCE:*"), "order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRITE",
                "START_PROCESS_INSTANCE",
                "process-definition:READ:order",
                "process-definition:READ:*",
                "process-definition:START_PROCESS_INSTANCE:order2",
                "process-definition:START_PROCESS_INSTANCE:ord",
                "process-definition:START_PROCESS_INSTANCE:Order",
                "process-definition:START_PROCESS_INSTANCE:",
                "process-definition:START_PROCESS_INSTANCE:or*",
                "process-definition:START_PROCESS_INSTANCE: order",
                "process-definition:UPDATE_PROCESS_INSTANCE:order",
                "decision-definition:START_PROCESS_INSTANCE:order",
                "process-definition:READ:x:START_PROCESS_INSTANCE:order",
                "START_PROCESS_INSTANCE:order",
                "*"
            })
    void otherPermissions_startNothing(String permission) {
        ApiProblem refused = assertThrows(ApiProblem.class, () -> restricted.checkStart(who(permission), "order"));
        assertEquals(403, refused.status());
    }
}
