package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.tasklist.TestServer.Reply;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionRestTest {

    private static final TestServer SERVER = new TestServer();
    private static final TestServer.Client DEMO = SERVER.person(TestServer.READER);

    @BeforeAll
    static void fill() {
        for (int key = 1; key <= 12; key++) {
            String id = "p" + key % 4;
            String xml = TestStores.bpmn(id, "Name " + key % 5).replace("innerStart", "innerStart" + key);
            String nameless = xml.replace(" name=\"Name " + key % 5 + "\"", "");
            SERVER.store.deploy(
                    ProcessDeployment.of(key % 3 == 0 ? nameless : xml).withKey(key));
        }
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static Reply search(String body) {
        return DEMO.post("/v1/process-definitions/search", body);
    }

    private static List<Long> keys(Reply reply) {
        assertEquals(200, reply.status(), reply.text());
        List<Long> keys = new ArrayList<>();
        reply.json().get("items").forEach(item -> keys.add(item.get("key").longValue()));
        return keys;
    }

    @Test
    void emptyBody_returnsFirstTenByKey() {
        Reply reply = search("{}");
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L), keys(reply));
        JsonNode json = reply.json();
        assertEquals("[10]", json.get("sortValues").toString());
        assertEquals(12, json.get("total").longValue());
        assertEquals(
                "{\"key\":1,\"name\":\"Name 1\",\"version\":1,\"bpmnProcessId\":\"p1\",\"tenantId\":\"<default>\"}",
                json.at("/items/0").toString());
        assertEquals(
                "{\"key\":3,\"version\":1,\"bpmnProcessId\":\"p3\",\"tenantId\":\"<default>\"}",
                json.at("/items/2").toString());
        assertEquals(List.of(11L, 12L), keys(search("{\"searchAfter\":[10]}")));
    }

    @Test
    void filters_areExact() {
        assertEquals(10, keys(search("{\"filter\":{}}")).size());
        assertEquals(
                12,
                search("{\"filter\":{\"tenantId\":\"<default>\"}}")
                        .json()
                        .get("total")
                        .longValue());
        assertEquals(List.of(3L, 7L, 11L), keys(search("{\"filter\":{\"bpmnProcessId\":\"p3\"}}")));
        assertEquals(List.of(7L), keys(search("{\"filter\":{\"bpmnProcessId\":\"p3\",\"version\":2}}")));
        assertEquals(List.of(5L), keys(search("{\"filter\":{\"key\":5,\"name\":null}}")));
        assertEquals(List.of(1L, 11L), keys(search("{\"filter\":{\"name\":\"Name 1\"}}")));
        assertEquals(
                "{\"items\":[],\"sortValues\":[],\"total\":0}",
                search("{\"filter\":{\"name\":\"name 1\"}}").json().toString());
        assertEquals(
                0,
                search("{\"filter\":{\"tenantId\":\"other\"}}")
                        .json()
                        .get("total")
                        .longValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"field\":\"name\"}]",
                "[{\"field\":\"name\",\"order\":\"DESC\"}]",
                "[{\"field\":\"version\",\"order\":\"DESC\"},{\"field\":\"name\",\"order\":\"ASC\"}]",
                "[{\"field\":\"bpmnProcessId\",\"order\":\"DESC\"},{\"field\":\"version\"}]",
                "[{\"field\":\"tenantId\"},{\"field\":\"key\",\"order\":\"DESC\"}]"
            })
    void pages_coverListInOrder(String sort) {
        List<Long> whole = keys(search("{\"size\":1000,\"sort\":" + sort + "}"));
        assertEquals(12, whole.size());
        List<Long> paged = new ArrayList<>();
        String after = "null";
        for (int page = 0; page < 7; page++) {
            Reply reply = search("{\"size\":2,\"sort\":" + sort + ",\"searchAfter\":" + after + "}");
            paged.addAll(keys(reply));
            after = reply.json().get("sortValues").toString();
            if (after.equals("[]")) {
                break;
            }
        }
        assertEquals(whole, paged);
    }

    @Test
    void missingNames_comeLastInBothDirections() {
        for (String order : List.of("ASC", "DESC")) {
            List<Long> keys = keys(search("{\"size\":12,\"sort\":[{\"field\":\"name\",\"order\":\"" + order + "\"}]}"));
            assertEquals(List.of(3L, 6L, 9L, 12L), keys.subList(8, 12), order);
        }
        assertEquals(
                List.of(5L, 10L, 1L, 11L, 2L, 7L, 8L, 4L, 3L, 6L, 9L, 12L),
                keys(search("{\"size\":12,\"sort\":[{\"field\":\"name\"}]}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"size":0}                                        | size should be greater than zero and less than 1000
            {"size":1001}                                     | size should be greater than zero and less than 1000
            {"searchAfter":[]}                                | searchAfter should have a least 1 value
            {"searchAfter":[1,2]}                             | searchAfter should have a 1 values
            {"searchAfter":[1],"sort":[{"field":"name"}]}     | searchAfter should have a 2 values
            {"sort":[{"field":"a"},{"field":"b"}]}            | Sort has invalid field(s): a, b
            {"searchAfter":["x"]}                             | invalid value in searchAfter: expected a number
            """)
    void invalidSearch_is400WithItsOwnType(String body, String message) {
        Reply reply = search(body);
        assertEquals(400, reply.status(), reply.text());
        assertEquals("application/problem+json", reply.header("Content-Type"));
        assertEquals(message, reply.json().get("message").textValue());
        assertEquals("Data invalid", reply.json().get("type").textValue());
        assertTrue(reply.json().get("instance").isTextual());
    }

    @Test
    void largestSize_isAllowed() {
        assertEquals(200, search("{\"size\":1000}").status());
    }

    @Test
    void invalidSearchBody_is400() {
        assertEquals(400, search("").status());
        assertEquals(400, search("{\"sort\":[{}]}").status());
        assertEquals("Invalid request", search("{").json().get("type").textValue());
    }

    @Test
    void definitionByKey_isFoundOr404() {
        Reply reply = DEMO.get("/v1/process-definitions/5");
        assertEquals(200, reply.status());
        assertEquals(5, reply.json().get("key").longValue());
        Reply unknown = DEMO.get("/v1/process-definitions/99");
        assertEquals(404, unknown.status());
        assertEquals(
                "No process definition found for key 99 ",
                unknown.json().get("message").textValue());
        assertEquals("Requested resource not found", unknown.json().get("type").textValue());
        assertEquals(400, DEMO.get("/v1/process-definitions/abc").status());
    }

    @Test
    void model_isXml() {
        Reply reply = DEMO.get("/v1/process-definitions/1/xml");
        assertEquals(200, reply.status());
        assertTrue(reply.header("Content-Type").startsWith("text/xml"));
        assertTrue(reply.text().contains("<bpmn:process id=\"p1\""));
        Reply unknown = DEMO.get("/v1/process-definitions/99/xml");
        assertEquals(404, unknown.status());
        assertEquals(
                "Process definition for key 99 not found.",
                unknown.json().get("message").textValue());
    }
}
