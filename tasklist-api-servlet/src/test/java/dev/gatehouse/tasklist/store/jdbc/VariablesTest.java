package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Tenants;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import dev.gatehouse.tasklist.store.VariableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class VariablesTest {

    private final TaskStore store;

    VariablesTest(TestDatabase database, Postgres.Server postgres) {
        store = database.open(postgres);
    }

    @BeforeEach
    void deploy() {
        TestStores.deploy(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Map<String, String> shown(long key) {
        Task task = store.find(Long.toString(key)).orElseThrow();
        Map<String, String> shown = new LinkedHashMap<>();
        for (Variable variable :
                store.variables(List.of(task), VariableSelection.allFull()).getOrDefault(key, List.of())) {
            shown.put(
                    variable.id(),
                    variable.value() == null ? "draft" : variable.value().full());
        }
        return shown;
    }

    @Test
    void innerScopes_hideOuterOnes() {
        store.create(NewTask.of(100, "review")
                .key(1)
                .processInstanceKey(500)
                .scopes(List.of(400L, 450L))
                .processVariables(Map.of("a", "1", "b", "1", "c", "1", "d", "1"))
                .localVariables(Map.of("a", "4")));
        store.setVariables(400, Tenants.DEFAULT, Map.of("a", "3", "b", "3"));
        store.setVariables(450, Tenants.DEFAULT, Map.of("b", "2", "c", "2"));
        assertEquals(Map.of("1-a", "4", "400-b", "3", "450-c", "2", "500-d", "1"), shown(1));
    }

    @Test
    void completion_setsVariablesInTheirScope() {
        store.create(NewTask.of(100, "review")
                .key(1)
                .processInstanceKey(500)
                .scopes(List.of(400L))
                .processVariables(Map.of("outer", "1"))
                .localVariables(Map.of("local", "1")));
        store.create(NewTask.of(100, "review").key(2).processInstanceKey(500).scopes(List.of(400L)));
        store.setVariables(400, Tenants.DEFAULT, Map.of("inner", "1"));
        Map<String, String> given = Map.of("outer", "2", "inner", "2", "local", "2", "new", "2");
        store.change("1", task -> new TaskChange.Complete(TestStores.NOW, given, true));
        assertEquals(Map.of("1-inner", "2", "1-local", "2", "1-new", "2", "1-outer", "2"), shown(1), "the snapshot");
        assertEquals(
                Map.of("400-inner", "2", "500-local", "2", "500-new", "2", "500-outer", "2"),
                shown(2),
                "what a task beside it sees");
        assertEquals("1", store.variable("1-local").orElseThrow().value().full());
    }

    @Test
    void snapshot_isIndependentOfInstance() {
        store.create(NewTask.of(100, "review")
                .key(1)
                .processInstanceKey(500)
                .state(TaskState.COMPLETED)
                .processVariables(Map.of("v", "1")));
        store.setVariables(500, Tenants.DEFAULT, Map.of("v", "2", "w", "2"));
        assertEquals(Map.of("1-v", "1"), shown(1));
    }

    @Test
    void canceledTask_showsNothing() {
        store.create(NewTask.of(100, "review").key(1).processVariables(Map.of("v", "1")));
        store.change("1", task -> new TaskChange.SaveDrafts(Map.of("v", "2")));
        store.cancel("1", TestStores.NOW);
        assertEquals(Map.of(), shown(1));
        assertTrue(store.variable("1-v").isEmpty());
    }

    @Test
    void valueOverLimit_isTruncated() {
        store.create(NewTask.of(100, "review")
                .key(1)
                .localVariables(Map.of("fits", "1".repeat(8191), "over", "1".repeat(8192))));
        Task task = store.find("1").orElseThrow();
        List<Variable> variables =
                store.variables(List.of(task), VariableSelection.all()).get(1L);
        VariableText fits = variables.get(0).value();
        assertFalse(fits.truncated());
        assertEquals(8191, fits.full().length());
        VariableText over = variables.get(1).value();
        assertTrue(over.truncated());
        assertNull(over.full());
        assertEquals(8191, over.preview().length());
        VariableSelection named = new VariableSelection(Set.of("over"), Set.of("over"));
        List<Variable> whole = store.variables(List.of(task), named).get(1L);
        assertEquals(8192, whole.get(0).value().full().length());
    }

    @Test
    void previewEndingInSurrogatePair_omitsPair() {
        String text = "\"" + "a".repeat(8189) + "\uD83D\uDE00" + "\"";
        assertEquals(8193, text.length());
        store.create(NewTask.of(100, "review").key(1).localVariables(Map.of("v", text)));
        VariableText stored = store.variable("1-v").orElseThrow().value();
        assertEquals(8190, stored.preview().length());
        assertEquals(text, stored.full());
    }

    @Test
    void id_roundTripsEveryName() {
        for (String name : List.of("plain", "a-b", "-", "", "a/b", "~", "~~2F", "\u0080", "ü", "a.b", "%2F", "\n")) {
            String id = VariableId.of(7, name);
            assertEquals(name, VariableId.name(id), id);
            assertEquals(7, VariableId.owner(id));
            assertTrue(id.chars().noneMatch(c -> "/\\%;?#".indexOf(c) >= 0 || c < ' '), id);
        }
        assertEquals("a~", VariableId.name("7-a~"));
        assertEquals("a~4", VariableId.name("7-a~4"));
        assertEquals("a~zz", VariableId.name("7-a~zz"));
        assertEquals(-1, VariableId.owner("seven-a"));
        assertEquals(-1, VariableId.owner("-a"));
    }
}
