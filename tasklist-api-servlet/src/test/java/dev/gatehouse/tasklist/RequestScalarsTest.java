package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalars of request bodies that the original accepts, because Jackson converts them by default. */
class RequestScalarsTest {

    private static final TestServer SERVER = new TestServer();
    private static final TestServer.Client DEMO = SERVER.token(TestServer.DEMO);

    @BeforeAll
    static void fill() {
        TestStores.deploy(SERVER.store);
        for (int key = 1; key <= 3; key++) {
            SERVER.store.create(NewTask.of(100, "review")
                    .key(key)
                    .processInstanceKey(7)
                    .assignee(key == 1 ? "7" : null)
                    .dueDate(key == 3 ? null : Instant.parse("2026-01-0" + key + "T00:00:00Z")));
        }
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"pageSize":"2"}                                   | 2
            {"pageSize":" 2 "}                                 | 2
            {"pageSize":2.0}                                   | 2
            {"pageSize":""}                                    | 3
            {"pageSize":null}                                  | 3
            {"assigned":"true"}                                | 1
            {"assigned":"False"}                               | 2
            {"assigned":1}                                     | 1
            {"assigned":0}                                     | 2
            {"assigned":""}                                    | 3
            {"assignee":7}                                     | 1
            {"assignees":[7]}                                  | 1
            {"processInstanceKey":7}                           | 3
            {"dueDate":{"from":"2026-01-02"}}                  | 1
            {"dueDate":{"from":1767312000000}}                 | 1
            {"dueDate":{"from":"2026-01-02T00:00:00"}}         | 1
            {"dueDate":{"from":"2026-01-02T00:00:00.000+0000"}}| 1
            {"dueDate":{"from":"2026-01-02T02:00:00+02:00"}}   | 1
            {"dueDate":{"from":"","to":"2026-01-01"}}          | 1
            {"dueDate":{"from":"","to":""}}                    | 2
            """)
    void convertibleScalar_isAccepted(String body, int tasks) {
        Reply reply = DEMO.post("/v1/tasks/search", body);
        assertEquals(200, reply.status(), reply.text());
        assertEquals(tasks, reply.json().size(), reply.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pageSize\":\"two\"}",
                "{\"pageSize\":\"2.5\"}",
                "{\"pageSize\":2.5}",
                "{\"pageSize\":1e999999999}",
                "{\"pageSize\":4294967298}",
                "{\"pageSize\":\"4294967298\"}",
                "{\"pageSize\":true}",
                "{\"pageSize\":[2]}",
                "{\"pageSize\":{}}",
                "{\"assigned\":\"yes\"}",
                "{\"assigned\":[true]}",
                "{\"assigned\":1.5}",
                "{\"state\":0}",
                "{\"state\":\"created\"}",
                "{\"state\":\"\"}",
                "{\"assignee\":[]}",
                "{\"assignees\":\"demo\"}",
                "{\"assignees\":[null]}",
                "{\"dueDate\":\"2026-01-02\"}",
                "{\"dueDate\":{\"from\":\"tomorrow\"}}",
                "{\"dueDate\":{\"from\":\"2026-02-45\"}}",
                "{\"dueDate\":{\"from\":true}}",
                "{\"sort\":{\"field\":\"dueDate\",\"order\":\"ASC\"}}"
            })
    void otherType_is400(String body) {
        assertEquals(400, DEMO.post("/v1/tasks/search", body).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"size":"1"}                        | 200
            {"filter":{"version":"1"}}          | 200
            {"filter":{"key":"100"}}            | 200
            {"filter":{"key":1e400}}            | 400
            {"filter":{"key":"x"}}              | 400
            """)
    void operateSearch_convertsToo(String body, int status) {
        Reply reply = DEMO.post("/v1/process-definitions/search", body);
        assertEquals(status, reply.status(), reply.text());
        if (status == 200) {
            assertEquals(1, reply.json().get("total").intValue());
        }
    }
}
