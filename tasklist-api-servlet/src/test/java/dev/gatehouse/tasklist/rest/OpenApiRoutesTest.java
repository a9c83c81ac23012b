package dev.gatehouse.tasklist.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.tasklist.http.Json;
import dev.gatehouse.tasklist.http.RequestBodies;
import dev.gatehouse.tasklist.http.Responses;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.ProcessService;
import dev.gatehouse.tasklist.service.TaskService;
import dev.gatehouse.tasklist.service.TasklistOptions;
import dev.gatehouse.tasklist.service.VariableValidator;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the REST API names exactly the routes. */
class OpenApiRoutesTest {

    @Test
    void routes_areTheOperationsOfTheDescription() throws IOException {
        Set<String> routes = new TreeSet<>();
        for (Route route : routes()) {
            routes.add(route.method() + " /v1/" + String.join("/", route.shape()) + " " + route.needs());
        }

        assertEquals(described(), routes);
    }

    private static Iterable<Route> routes() {
        JsonMapper mapper = Json.mapper(1_000);
        TasklistOptions options = new TasklistOptions(Clock.systemUTC(), false, false, true, false, false);
        try (TaskStore store = TestStores.inMemory()) {
            VariableValidator texts = new VariableValidator(mapper);
            DefinitionService definitions = new DefinitionService(store, options);
            return new RestApi(
                            new TaskService(store, options, texts),
                            definitions,
                            new ProcessService(store, null, definitions, options, texts),
                            options,
                            new RequestBodies(mapper, 1_000, Duration.ofSeconds(1)),
                            new Responses(mapper))
                    .routes();
        }
    }

    private static Set<String> described() throws IOException {
        Set<String> operations = new TreeSet<>();
        try (InputStream in = RestApi.class.getResourceAsStream("openapi.json")) {
            JsonNode document = new JsonMapper().readTree(in);
            document.get("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(operation ->
                                    operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                            + path.getKey().replaceAll("\\{[^}]*\\}", "*") + " "
                                            + needs(operation.getValue()))));
        }
        return operations;
    }

    /** What a caller needs, as the description tells it. */
    private static Route.Needs needs(JsonNode operation) {
        if (operation.has("security")) {
            return Route.Needs.NOTHING;
        }
        return operation.get("summary").asText().contains("Needs the permission WRITE.")
                ? Route.Needs.WRITE
                : Route.Needs.AUTHENTICATION;
    }
}
