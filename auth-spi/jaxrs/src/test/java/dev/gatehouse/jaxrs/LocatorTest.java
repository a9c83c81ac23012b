package dev.gatehouse.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.ProviderExtension;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The annotations of a locator hold for all that is reached through it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocatorTest {

    @RegisterExtension
    static final ProviderExtension PROVIDER = ProviderExtension.forAudience("orders-api");

    private TestServer server;

    @BeforeAll
    void start() throws Exception {
        server = new TestServer(PROVIDER, Map.of());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "located,                walt~admin,            own",
        "located/class,          walt~admin,            plain",
        "located/roles,          rita~orders:read,      nested",
        "located/roles/deep/7,   rita~orders:read~deep, deep 7",
        "located/everyone,       '',                    open",
        "located/everyone/admin, walt~admin,            admin",
        "located/shelf/x,        rita~shelves,          shelf"
    })
    void callerHasARoleOfEachLocator_subResourceAnswers(String path, String token, String body) throws Exception {
        HttpResponse<String> answer = server.get("/api/" + path, token);
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(body, answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "located/class,          '',               401, access.nobody",
        "located/class,          rita~read,        403, permission.missing",
        "located/roles,          '',               401, access.nobody",
        "located/roles,          walt~admin,       403, permission.missing",
        "located/roles/deep/7,   rita~orders:read, 403, permission.missing",
        "located/roles/deep/7,   rita~deep,        403, permission.missing",
        "located/closed,         walt~admin,       403, access.refused",
        "located/everyone/admin, rita~read,        403, permission.missing",
        "located/shelf/x,        '',               401, access.nobody",
        "located/shelf/x,        walt~admin,       403, permission.missing"
    })
    void callerLacksARoleOfALocator_isRefusedByTheHost(String path, String token, int status, String reason)
            throws Exception {
        HttpResponse<String> answer = server.get("/api/" + path, token);
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(reason, server.decisions.next().reason().code());
        assertTrue(server.decisions.isEmpty());
    }
}
