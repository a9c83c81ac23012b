package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.service.ProcessService;
import dev.gatehouse.tasklist.service.TasklistOptions;
import java.util.ArrayList;
import java.util.List;

/** Starts and deletes process instances: parts of {@code /v1/internal/processes} and {@code /v1/external/process}. */
final class ProcessEndpoints {

    private final ProcessService processes;
    private final boolean publicStartForms;

    ProcessEndpoints(ProcessService processes, TasklistOptions options) {
        this.processes = processes;
        this.publicStartForms = options.publicStartForms();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.write("PATCH", "internal/processes/*/start", this::start),
                Route.write("DELETE", "internal/processes/*", this::delete)));
        if (publicStartForms) {
            routes.add(Route.open("PATCH", "external/process/*/start", this::startPublic));
        }
        return routes;
    }

    private Answer start(Call call) {
        return started(
                processes.start(call.who(), call.id(), call.parameter("tenantId"), VariableInput.values(call.body())));
    }

    private Answer startPublic(Call call) {
        return started(processes.startPublic(call.id(), call.parameter("tenantId"), VariableInput.values(call.body())));
    }

    private static Answer started(long processInstanceKey) {
        return Answer.json(JsonNodeFactory.instance.objectNode().put("id", processInstanceKey));
    }

    private Answer delete(Call call) {
        processes.delete(call.who(), call.id());
        return Answer.empty();
    }
}
