package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Priorities, which Tasklist has since 8.6: shown and sorted by in both interfaces, filtered in REST. */
class PriorityTest {

    private static final TestServer SERVER = new TestServer();
    private static final TestServer.Client DEMO = SERVER.token(TestServer.DEMO);

    @BeforeAll
    static void fill() {
        TestStores.deploy(SERVER.store);
        int key = 1;
        for (int priority : new int[] {0, 10, 50, 99, 100}) {
            SERVER.store.create(NewTask.of(100, "review").key(key++).priority(priority));
        }
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                | 0 10 50 99 100
            {"eq":50}                         | 50
            {"eq":"50"}                       | 50
            {"eq":51}                         | ''
            {"gt":50}                         | 99 100
            {"gte":50}                        | 50 99 100
            {"lt":50}                         | 0 10
            {"lte":50}                        | 0 10 50
            {"gt":0,"lt":100}                 | 10 50 99
            {"gte":10,"lte":10}               | 10
            {"gt":50,"gte":10}                | 99 100
            {"gt":100}                        | ''
            {"lt":0}                          | ''
            {"gt":2147483647}                 | ''
            {"lt":-2147483648}                | ''
            {"eq":null}                       | 0 10 50 99 100
            """)
    void filter_hasBounds(String bounds, String expected) {
        Reply reply = DEMO.post(
                "/v1/tasks/search",
                "{\"priority\":" + bounds + ",\"sort\":[{\"field\":\"priority\",\"order\":\"ASC\"}]}");
        assertEquals(200, reply.status(), reply.text());
        assertEquals(expected, priorities(reply.json()));
    }

    @ParameterizedTest
    @CsvSource({"ASC, 0 10 50 99 100", "DESC, 100 99 50 10 0"})
    void sort_isPagedInBothInterfaces(String order, String expected) {
        List<String> rest = new ArrayList<>();
        List<String> graphQl = new ArrayList<>();
        String restCursor = "";
        String graphQlCursor = "";
        for (int page = 0; page < 3; page++) {
            JsonNode found = DEMO.post(
                            "/v1/tasks/search",
                            "{\"pageSize\":2,\"sort\":[{\"field\":\"priority\",\"order\":\"" + order + "\"}]"
                                    + restCursor + "}")
                    .json();
            rest.add(priorities(found));
            restCursor = ",\"searchAfter\":" + found.get(found.size() - 1).get("sortValues");
            JsonNode tasks = DEMO.graphQl(
                            "{ tasks(query: { pageSize: 2, sort: [{ field: priority, order: " + order + " }]"
                                    + graphQlCursor + " }) { priority sortValues } }",
                            "{}")
                    .json()
                    .at("/data/tasks");
            graphQl.add(priorities(tasks));
            graphQlCursor = ", searchAfter: " + tasks.get(tasks.size() - 1).get("sortValues");
        }
        assertEquals(expected, String.join(" ", rest));
        assertEquals(expected, String.join(" ", graphQl));
    }

    @Test
    void task_showsItsPriority() {
        assertEquals(99, DEMO.get("/v1/tasks/4").json().get("priority").intValue());
    }

    private static String priorities(JsonNode tasks) {
        List<String> priorities = new ArrayList<>();
        tasks.forEach(task -> priorities.add(task.get("priority").asText()));
        return String.join(" ", priorities);
    }
}
