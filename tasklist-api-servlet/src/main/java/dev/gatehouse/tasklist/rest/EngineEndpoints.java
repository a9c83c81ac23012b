package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.http.Answer;
import java.util.List;

/**
 * Searches of the Operate API for what only a process engine knows. They answer with an empty page, because clients
 * that look for incidents or decisions beside their tasks should find none, not fail.
 */
final class EngineEndpoints {

    /** First segments of the paths. */
    static final List<String> NAMES = List.of(
            "process-instances",
            "incidents",
            "flownode-instances",
            "decision-definitions",
            "decision-instances",
            "drd");

    List<Route> routes() {
        return NAMES.stream()
                .map(name -> Route.read("POST", name + "/search", EngineEndpoints::none))
                .toList();
    }

    private static Answer none(Call call) {
        DefinitionEndpoints.size(call.requiredBody());
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.putArray("items");
        page.putArray("sortValues");
        return Answer.json(page.put("total", 0L));
    }
}
