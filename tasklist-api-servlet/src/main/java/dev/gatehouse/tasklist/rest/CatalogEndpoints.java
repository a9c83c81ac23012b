package dev.gatehouse.tasklist.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.tasklist.http.Answer;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.service.DefinitionService;
import dev.gatehouse.tasklist.service.Requester;
import dev.gatehouse.tasklist.service.TasklistOptions;
import dev.gatehouse.tasklist.store.Form;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Forms, processes and the current user: {@code /v1/forms}, {@code /v1/internal} and {@code /v1/external}. */
final class CatalogEndpoints {

    private final DefinitionService definitions;
    private final boolean publicStartForms;

    CatalogEndpoints(DefinitionService definitions, TasklistOptions options) {
        this.definitions = definitions;
        this.publicStartForms = options.publicStartForms();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.read("GET", "forms/*", this::form),
                Route.read("GET", "internal/users/current", this::currentUser),
                Route.read("GET", "internal/processes", this::processes),
                Route.read("GET", "internal/processes/publicEndpoints", this::publicEndpoints),
                Route.read("GET", "internal/processes/*/publicEndpoint", this::publicEndpoint),
                Route.read("GET", "internal/processes/*", this::process)));
        if (publicStartForms) {
            routes.add(Route.open("GET", "external/process/*/form", this::publicStartForm));
        }
        return routes;
    }

    private Answer form(Call call) {
        String key = call.requiredParameter("processDefinitionKey");
        Form form = definitions.form(call.who(), call.id(), key, version(call.parameter("version")));
        return Answer.json(form(form, key, null));
    }

    private static @Nullable Long version(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw ApiProblem.badRequest("The request parameter 'version' should be a 64-bit integer");
        }
    }

    private Answer publicStartForm(Call call) {
        DefinitionService.StartForm start = definitions
                .publicStartForm(call.id())
                .orElseThrow(() -> ApiProblem.notFound(
                        "The process with bpmnProcessId: '" + call.id() + "' has no public start form"));
        ProcessDefinition process = start.process();
        String title = process.name() == null ? process.bpmnProcessId() : process.name();
        return Answer.json(form(start.form(), Long.toString(process.key()), title));
    }

    private static ObjectNode form(Form form, String processDefinitionKey, @Nullable String title) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", form.id());
        json.put("processDefinitionKey", processDefinitionKey);
        if (title != null) {
            json.put("title", title);
        }
        json.put("schema", form.schema());
        json.put("version", form.version());
        json.put("tenantId", form.tenantId());
        json.put("isDeleted", false);
        return json;
    }

    private Answer currentUser(Call call) {
        Requester who = call.who();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userId", who.userId());
        json.put("displayName", who.displayName());
        json.put("apiUser", who.apiUser());
        // Lower case in REST and upper case in GraphQL, as in the original.
        json.set(
                "permissions",
                TaskJson.texts(who.knownPermissions().stream()
                        .map(permission -> permission.toLowerCase(Locale.ROOT))
                        .toList()));
        json.putNull("roles");
        json.putNull("salesPlanType");
        json.putArray("c8Links");
        ArrayNode tenants = json.putArray("tenants");
        who.tenants().stream()
                .sorted()
                .forEach(tenant -> tenants.addObject().put("id", tenant).put("name", tenant));
        json.set("groups", TaskJson.texts(who.groups().stream().sorted().toList()));
        return Answer.json(json);
    }

    private Answer processes(Call call) {
        String startedByForm = call.parameter("isStartedByForm");
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (ProcessDefinition process :
                definitions.latest(call.who(), call.parameter("query"), call.parameter("tenantId"))) {
            boolean byForm = process.startFormId() != null;
            if (startedByForm == null || Boolean.parseBoolean(startedByForm) == byForm) {
                json.add(process(process, null));
            }
        }
        return Answer.json(json);
    }

    private Answer process(Call call) {
        ProcessDefinition process = definitions
                .definition(call.who(), call.id())
                .orElseThrow(() -> ApiProblem.notFound("Process with key " + call.id() + " was not found"));
        // An engine bridge may have registered the process without its model.
        return Answer.json(
                process(process, definitions.bpmnXml(call.who(), call.id()).orElse(null)));
    }

    private static ObjectNode process(ProcessDefinition process, @Nullable String xml) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", Long.toString(process.key()));
        json.put("name", process.name());
        json.put("bpmnProcessId", process.bpmnProcessId());
        json.putNull("sortValues");
        json.put("version", process.version());
        json.put("startEventFormId", process.startFormId());
        json.put("tenantId", process.tenantId());
        json.put("bpmnXml", xml);
        return json;
    }

    private Answer publicEndpoints(Call call) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        definitions.publiclyStartable(call.who()).forEach(process -> json.add(publicEndpoint(process)));
        return Answer.json(json);
    }

    private Answer publicEndpoint(Call call) {
        return Answer.json(
                publicEndpoint(definitions.publiclyStartable(call.who(), call.id(), call.parameter("tenantId"))));
    }

    private static ObjectNode publicEndpoint(ProcessDefinition process) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("bpmnProcessId", process.bpmnProcessId())
                .put("processDefinitionKey", Long.toString(process.key()))
                .put("endpoint", "/new/" + process.bpmnProcessId())
                .put("tenantId", process.tenantId());
    }
}
