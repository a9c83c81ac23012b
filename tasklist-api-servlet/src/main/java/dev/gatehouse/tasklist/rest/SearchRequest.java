package dev.gatehouse.tasklist.rest;

import dev.gatehouse.tasklist.http.JsonFields;
import dev.gatehouse.tasklist.http.Paging;
import dev.gatehouse.tasklist.service.ApiProblem;
import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task search.
 *
 * @param tenantIds requested tenants, or null
 */
record SearchRequest(TaskQueryBuilder query, @Nullable List<String> tenantIds) {

    private static final int MAX_CLAUSES = 50;

    static SearchRequest of(JsonFields body) {
        TaskQueryBuilder query = TaskQuery.builder()
                .state(body.constant("state", TaskState.class))
                .assigned(body.flag("assigned"))
                .assignee(body.text("assignee"))
                .assignees(body.texts("assignees"))
                .taskDefinitionId(body.text("taskDefinitionId"))
                .candidateUser(body.text("candidateUser"))
                .candidateGroup(body.text("candidateGroup"))
                .candidateUsers(body.texts("candidateUsers"))
                .candidateGroups(body.texts("candidateGroups"))
                .processDefinitionKey(body.text("processDefinitionKey"))
                .processInstanceKey(body.text("processInstanceKey"))
                .dueDate(range(body.fields("dueDate")))
                .followUpDate(range(body.fields("followUpDate")))
                .implementation(body.constant("implementation", TaskImplementation.class))
                .cursor(Paging.cursor(
                        body.texts("searchAfter"),
                        body.texts("searchAfterOrEqual"),
                        body.texts("searchBefore"),
                        body.texts("searchBeforeOrEqual")))
                .pageSize(Paging.pageSize(body.integer("pageSize")));
        variables(query, body.objects("taskVariables"));
        priority(query, body.fields("priority"));
        List<JsonFields> sort = body.objects("sort");
        if (sort.size() > Paging.MAX_SORT) {
            throw ApiProblem.badRequest("There should be at most " + Paging.MAX_SORT + " sort fields");
        }
        for (JsonFields key : sort) {
            Paging.SortName field = JsonFields.required("field", key.constant("field", Paging.SortName.class));
            query.sort(
                    field.field(),
                    JsonFields.required("order", key.constant("order", Paging.Order.class)) == Paging.Order.ASC);
        }
        return new SearchRequest(query, body.texts("tenantIds"));
    }

    private static void variables(TaskQueryBuilder query, List<JsonFields> clauses) {
        if (clauses.size() > MAX_CLAUSES) {
            throw ApiProblem.badRequest("There should be at most " + MAX_CLAUSES + " task variables");
        }
        for (JsonFields clause : clauses) {
            String operator = clause.text("operator");
            if (operator != null && !operator.equals("eq")) {
                throw ApiProblem.unreadable("The field 'operator' should be one of [eq].");
            }
            query.variable(
                    JsonFields.required("name", clause.text("name")),
                    JsonFields.required("value", clause.text("value")));
        }
    }

    /** All given bounds must hold. */
    private static void priority(TaskQueryBuilder query, @Nullable JsonFields bounds) {
        if (bounds == null) {
            return;
        }
        Integer equal = bounds.integer("eq");
        Integer above = bounds.integer("gt");
        Integer least = bounds.integer("gte");
        Integer below = bounds.integer("lt");
        Integer most = bounds.integer("lte");
        if (equal != null) {
            query.priorityAtLeast(equal).priorityAtMost(equal);
        }
        if (above != null) {
            query.priorityAtLeast(above == Integer.MAX_VALUE ? above : above + 1);
        }
        if (least != null) {
            query.priorityAtLeast(least);
        }
        if (below != null) {
            query.priorityAtMost(below == Integer.MIN_VALUE ? below : below - 1);
        }
        if (most != null) {
            query.priorityAtMost(most);
        }
    }

    private static TaskQuery.@Nullable DateRange range(@Nullable JsonFields range) {
        return range == null ? null : new TaskQuery.DateRange(range.instant("from"), range.instant("to"));
    }
}
