package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tasklist.TestServer.Client;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what, for persons and API clients, with and without the permission WRITE, with access restrictions and
 * with tenants. Every row is asked of both interfaces, which must agree.
 */
class RulesOfBothInterfacesTest {

    private static final TestServer SERVER =
            new TestServer(api -> api.accessRestrictions(true).multiTenancy(true));

    private static long nextKey = 1_000;

    @BeforeAll
    static void deploy() {
        TestStores.deploy(SERVER.store);
        SERVER.store.deploy(ProcessDeployment.of(TestStores.bpmn("order", "Order"))
                .withKey(200)
                .withTenant("t2"));
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static Client caller(String who) {
        return switch (who) {
            case "person" -> SERVER.person("demo:READ+WRITE:sales:<default>");
            case "reader" -> SERVER.person("demo:READ:sales:<default>");
            case "nothing" -> SERVER.person("demo::sales:<default>");
            case "client" -> SERVER.token("svc:READ+WRITE::<default>");
            case "watcher" -> SERVER.token("svc:READ::<default>");
            case "machine" -> SERVER.person("machine:READ+WRITE::<default>");
            default -> throw new IllegalArgumentException(who);
        };
    }

    /** Creates a task and returns its id. */
    private static String task(String kind) {
        long key = nextKey++;
        NewTask task = NewTask.of(kind.equals("foreign") ? 200 : 100, "review").key(key);
        switch (kind) {
            case "unknown" -> {
                return Long.toString(key);
            }
            case "free", "foreign" -> {}
            case "mine" -> task.assignee("demo");
            case "ann's" -> task.assignee("ann");
            case "for sales" -> task.candidateGroups("sales");
            case "for ann" -> task.candidateUsers("ann");
            case "taken for ann" -> task.candidateUsers("ann").assignee("ann");
            case "done" -> task.state(TaskState.COMPLETED).assignee("demo");
            case "canceled" -> task.state(TaskState.CANCELED);
            case "engine's" ->
                task.implementation(TaskImplementation.ZEEBE_USER_TASK).assignee("demo");
            default -> throw new IllegalArgumentException(kind);
        }
        return SERVER.store.create(task).id();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # caller  | task          | operation        | status | message of both, or "-"
            person    | free          | read             | 200 | -
            reader    | free          | read             | 200 | -
            nothing   | free          | read             | 200 | -
            client    | free          | read             | 200 | -
            watcher   | for ann       | read             | 200 | -
            machine   | for ann       | read             | 200 | -
            person    | for sales     | read             | 200 | -
            person    | for ann       | read             | 403 | User does not have permission to perform on this task.
            person    | ann's         | read             | 200 | -
            person    | done          | read             | 200 | -
            person    | canceled      | read             | 200 | -
            person    | foreign       | read             | 404 | Task with id {id} was not found
            client    | foreign       | read             | 404 | Task with id {id} was not found
            client    | unknown       | read             | 404 | Task with id {id} was not found
            person    | free          | claim            | 200 | -
            person    | free          | claim for demo   | 200 | -
            person | free | claim for ann | 403 | User doesn't have the permission to assign another user to this task
            person    | for sales     | claim            | 200 | -
            person    | for ann       | claim            | 403 | User does not have permission to perform on this task.
            person    | mine          | claim            | 400 | Task is already assigned
            person    | ann's         | claim            | 400 | Task is already assigned
            person    | done          | claim            | 400 | Task is not active
            person    | canceled      | claim            | 400 | Task is not active
            person    | foreign       | claim            | 404 | Task with id {id} was not found
            person    | unknown       | claim for ann    | 404 | Task with id {id} was not found
            reader    | free          | claim            | 403 | Access Denied
            nothing   | free          | claim            | 403 | Access Denied
            nothing   | unknown       | claim            | 403 | Access Denied
            watcher   | free          | claim for ann    | 403 | Access Denied
            client    | free          | claim            | 400 | Assignee must be specified
            client    | free          | claim for ann    | 200 | -
            client    | for ann       | claim for demo   | 200 | -
            client    | mine          | claim for ann    | 200 | -
            client    | mine          | claim kindly     | 400 | Task is already assigned
            client    | free          | claim kindly     | 200 | -
            client    | done          | claim for ann    | 400 | Task is not active
            client    | unknown       | claim            | 404 | Task with id {id} was not found
            client    | foreign       | claim for ann    | 404 | Task with id {id} was not found
            machine   | free          | claim for ann    | 200 | -
            person    | mine          | unclaim          | 200 | -
            person    | ann's         | unclaim          | 200 | -
            person    | taken for ann | unclaim          | 403 | User does not have permission to perform on this task.
            person    | free          | unclaim          | 400 | Task is not assigned
            person    | done          | unclaim          | 400 | Task is not active
            reader    | mine          | unclaim          | 403 | Access Denied
            client    | taken for ann | unclaim          | 200 | -
            client    | foreign       | unclaim          | 404 | Task with id {id} was not found
            person    | mine          | complete         | 200 | -
            person    | free          | complete         | 400 | Task is not assigned
            person    | ann's         | complete         | 400 | Task is not assigned to demo
            person    | for ann       | complete         | 403 | User does not have permission to perform on this task.
            person    | done          | complete         | 400 | Task is not active
            person    | canceled      | complete         | 400 | Task is not active
            reader    | mine          | complete         | 403 | Access Denied
            watcher   | mine          | complete         | 403 | Access Denied
            client    | free          | complete         | 200 | -
            client    | ann's         | complete         | 200 | -
            client    | taken for ann | complete         | 200 | -
            client    | done          | complete         | 400 | Task is not active
            client    | foreign       | complete         | 404 | Task with id {id} was not found
            machine   | free          | complete         | 200 | -
            person    | for ann       | read variables   | 403 | User does not have permission to perform on this task.
            person    | for sales     | read variables   | 200 | -
            client    | for ann       | read variables   | 200 | -
            client    | foreign       | read variables   | 404 | Task with id {id} was not found
            """)
    void operation_hasTheSameOutcome(String who, String kind, String operation, int status, String message) {
        String restId = task(kind);
        Reply rest = rest(caller(who), operation, restId);
        assertEquals(status, rest.status(), rest.text());
        if (!message.equals("-") && !message.equals("Access Denied")) {
            assertEquals(
                    message.replace("{id}", restId), rest.json().get("message").textValue());
        }

        String graphQlId = task(kind);
        Reply graphQl = graphQl(caller(who), operation, graphQlId);
        assertEquals(200, graphQl.status());
        assertEquals(message.equals("-") ? "" : message.replace("{id}", graphQlId), graphQl.error());

        assertEquals(stored(restId), stored(graphQlId));
    }

    private static String stored(String id) {
        return SERVER.store
                .find(id)
                .map(task -> task.state() + " " + task.assignee())
                .orElse("none");
    }

    private static Reply rest(Client caller, String operation, String id) {
        String path = "/v1/tasks/" + id;
        return switch (operation) {
            case "read" -> caller.get(path);
            case "read variables" -> caller.post(path + "/variables/search", "{}");
            case "claim" -> caller.patch(path + "/assign", "");
            case "claim for demo" -> caller.patch(path + "/assign", "{\"assignee\":\"demo\"}");
            case "claim for ann" -> caller.patch(path + "/assign", "{\"assignee\":\"ann\"}");
            case "claim kindly" ->
                caller.patch(path + "/assign", "{\"assignee\":\"ann\",\"allowOverrideAssignment\":false}");
            case "unclaim" -> caller.patch(path + "/unassign", "");
            case "complete" -> caller.patch(path + "/complete", "{}");
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private static Reply graphQl(Client caller, String operation, String id) {
        String argument = "(taskId: \"" + id + "\"";
        String document = switch (operation) {
            case "read" -> "{ task(id: \"" + id + "\") { id } }";
            case "read variables" -> "{ variables" + argument + ", variableNames: []) { id } }";
            case "claim" -> "mutation { claimTask" + argument + ") { id } }";
            case "claim for demo" -> "mutation { claimTask" + argument + ", assignee: \"demo\") { id } }";
            case "claim for ann" -> "mutation { claimTask" + argument + ", assignee: \"ann\") { id } }";
            case "claim kindly" ->
                "mutation { claimTask" + argument + ", assignee: \"ann\", allowOverrideAssignment: false) { id } }";
            case "unclaim" -> "mutation { unclaimTask" + argument + ") { id } }";
            case "complete" -> "mutation { completeTask" + argument + ", variables: []) { id } }";
            default -> throw new IllegalArgumentException(operation);
        };
        return caller.graphQl(document, "{}");
    }

    @ParameterizedTest
    @CsvSource({"person, 4", "reader, 4", "client, 5", "machine, 5"})
    void search_findsTheSameTasks(String who, int expected) {
        long instance = nextKey++;
        for (String kind : new String[] {"free", "mine", "ann's", "for sales", "for ann", "foreign"}) {
            long key = nextKey++;
            NewTask task = NewTask.of(kind.equals("foreign") ? 200 : 100, "review")
                    .key(key)
                    .processInstanceKey(instance);
            switch (kind) {
                case "mine" -> task.assignee("demo");
                case "ann's" -> task.assignee("ann");
                case "for sales" -> task.candidateGroups("sales");
                case "for ann" -> task.candidateUsers("ann");
                default -> {}
            }
            SERVER.store.create(task);
        }
        Reply rest = caller(who).post("/v1/tasks/search", "{\"processInstanceKey\":\"" + instance + "\"}");
        assertEquals(expected, rest.json().size(), rest.text());
        Reply graphQl =
                caller(who).graphQl("{ tasks(query: { processInstanceId: \"" + instance + "\" }) { id } }", "{}");
        assertEquals(expected, graphQl.json().at("/data/tasks").size(), graphQl.text());
    }
}
