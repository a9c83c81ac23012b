package dev.gatehouse.tasklist.graphql;

import dev.gatehouse.tasklist.http.Paging;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of a GraphQL field, or an input object. Their types have been checked against the schema. */
record GraphQlArguments(Map<String, Object> values) {

    private static final int MAX_VARIABLES = 1_000;

    @Nullable
    String text(String name) {
        return (String) values.get(name);
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw ApiProblem.badRequest("The argument '" + name + "' must be specified");
        }
        return text;
    }

    @Nullable
    Boolean flag(String name) {
        return (Boolean) values.get(name);
    }

    @Nullable
    List<String> texts(String name) {
        if (!(values.get(name) instanceof List<?> list)) {
            return null;
        }
        List<String> texts = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element == null) {
                throw ApiProblem.badRequest("The list '" + name + "' must not hold null");
            }
            texts.add((String) element);
        }
        return texts;
    }

    /** Returns an input object, or null if it is absent. */
    @Nullable
    GraphQlArguments fields(String name) {
        return values.get(name) instanceof Map<?, ?> map ? of(map) : null;
    }

    /** Returns the input objects of a list. An absent list is empty. */
    List<GraphQlArguments> objects(String name) {
        List<GraphQlArguments> objects = new ArrayList<>();
        if (values.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (!(element instanceof Map<?, ?> map)) {
                    throw ApiProblem.badRequest("The list '" + name + "' must not hold null");
                }
                objects.add(of(map));
            }
        }
        return objects;
    }

    private static GraphQlArguments of(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return new GraphQlArguments(copy);
    }

    /** Returns a list of variables, name to JSON. The last value of a name is used. */
    Map<String, String> variables() {
        List<GraphQlArguments> inputs = objects("variables");
        if (inputs.size() > MAX_VARIABLES) {
            throw ApiProblem.badRequest("There should be at most " + MAX_VARIABLES + " variables");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (GraphQlArguments input : inputs) {
            variables.put(input.requiredText("name"), input.requiredText("value"));
        }
        return variables;
    }

    /** Reads these arguments as a task query. */
    TaskQueryBuilder taskQuery() {
        String state = text("state");
        String implementation = text("implementation");
        TaskQueryBuilder query = TaskQuery.builder()
                .state(state == null ? null : TaskState.valueOf(state))
                .assigned(flag("assigned"))
                .assignee(text("assignee"))
                .taskDefinitionId(text("taskDefinitionId"))
                .candidateUser(text("candidateUser"))
                .candidateGroup(text("candidateGroup"))
                .processDefinitionKey(text("processDefinitionId"))
                .processInstanceKey(text("processInstanceId"))
                .dueDate(range(fields("dueDate")))
                .followUpDate(range(fields("followUpDate")))
                .implementation(implementation == null ? null : TaskImplementation.valueOf(implementation))
                .cursor(Paging.cursor(
                        texts("searchAfter"),
                        texts("searchAfterOrEqual"),
                        texts("searchBefore"),
                        texts("searchBeforeOrEqual")))
                .pageSize(Paging.pageSize((Integer) values.get("pageSize")));
        List<GraphQlArguments> sort = objects("sort");
        if (sort.size() > Paging.MAX_SORT) {
            throw ApiProblem.badRequest("There should be at most " + Paging.MAX_SORT + " sort fields");
        }
        for (GraphQlArguments key : sort) {
            Paging.SortName field = Paging.SortName.valueOf(key.requiredText("field"));
            query.sort(field.field(), key.requiredText("order").equals("ASC"));
        }
        return query;
    }

    private static TaskQuery.@Nullable DateRange range(@Nullable GraphQlArguments range) {
        return range == null
                ? null
                : new TaskQuery.DateRange((Instant) range.values.get("from"), (Instant) range.values.get("to"));
    }
}
