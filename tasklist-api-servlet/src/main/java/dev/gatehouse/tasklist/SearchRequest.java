package dev.gatehouse.tasklist;

import dev.gatehouse.tasklist.store.TaskImplementation;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task search. Both interfaces use the same rules for cursors and page sizes.
 *
 * @param tenantIds tenants that were asked for, or null
 */
record SearchRequest(TaskQueryBuilder query, @Nullable List<String> tenantIds) {

    private static final int MAX_CLAUSES = 50;
    private static final int MAX_SORT = 8;

    static SearchRequest of(Fields body) {
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
                .cursor(cursor(
                        body.texts("searchAfter"),
                        body.texts("searchAfterOrEqual"),
                        body.texts("searchBefore"),
                        body.texts("searchBeforeOrEqual")))
                .pageSize(pageSize(body.integer("pageSize")));
        variables(query, body.objects("taskVariables"));
        List<Fields> sort = body.objects("sort");
        if (sort.size() > MAX_SORT) {
            throw ApiProblem.badRequest("There should be at most " + MAX_SORT + " sort fields");
        }
        for (Fields key : sort) {
            SortName field = Fields.required("field", key.constant("field", SortName.class));
            query.sort(field.field, Fields.required("order", key.constant("order", Order.class)) == Order.ASC);
        }
        return new SearchRequest(query, body.texts("tenantIds"));
    }

    /** Direction of a sort key. */
    enum Order {
        ASC,
        DESC
    }

    /** The names of sort keys, which are not those of the fields in answers. */
    enum SortName {
        completionTime(SortField.COMPLETION_TIME),
        creationTime(SortField.CREATION_TIME),
        followUpDate(SortField.FOLLOW_UP_DATE),
        dueDate(SortField.DUE_DATE);

        final SortField field;

        SortName(SortField field) {
            this.field = field;
        }
    }

    static int pageSize(@Nullable Integer size) {
        if (size == null) {
            return TaskQuery.DEFAULT_PAGE_SIZE;
        }
        if (size <= 0) {
            throw ApiProblem.badRequest("Page size cannot should be a positive number");
        }
        if (size > TaskQuery.MAX_PAGE_SIZE) {
            throw ApiProblem.badRequest("Page size should be at most " + TaskQuery.MAX_PAGE_SIZE);
        }
        return size;
    }

    /** At most one of the four; an empty one counts. */
    static TaskQuery.@Nullable Cursor cursor(
            @Nullable List<String> after,
            @Nullable List<String> afterOrEqual,
            @Nullable List<String> before,
            @Nullable List<String> beforeOrEqual) {
        List<TaskQuery.Cursor> present = new ArrayList<>(4);
        add(present, TaskQuery.Side.AFTER, after);
        add(present, TaskQuery.Side.AFTER_OR_EQUAL, afterOrEqual);
        add(present, TaskQuery.Side.BEFORE, before);
        add(present, TaskQuery.Side.BEFORE_OR_EQUAL, beforeOrEqual);
        if (present.size() > 1) {
            throw ApiProblem.badRequest("Only one of [searchAfter, searchAfterOrEqual, searchBefore,"
                    + " searchBeforeOrEqual] must be present in request.");
        }
        return present.isEmpty() ? null : present.get(0);
    }

    private static void add(List<TaskQuery.Cursor> present, TaskQuery.Side side, @Nullable List<String> values) {
        if (values != null) {
            present.add(new TaskQuery.Cursor(side, values));
        }
    }

    private static void variables(TaskQueryBuilder query, List<Fields> clauses) {
        if (clauses.size() > MAX_CLAUSES) {
            throw ApiProblem.badRequest("There should be at most " + MAX_CLAUSES + " task variables");
        }
        for (Fields clause : clauses) {
            String operator = clause.text("operator");
            if (operator != null && !operator.equals("eq")) {
                throw ApiProblem.unreadable("The field 'operator' should be one of [eq].");
            }
            query.variable(
                    Fields.required("name", clause.text("name")), Fields.required("value", clause.text("value")));
        }
    }

    private static TaskQuery.@Nullable DateRange range(@Nullable Fields range) {
        return range == null ? null : new TaskQuery.DateRange(range.instant("from"), range.instant("to"));
    }
}
