package dev.gatehouse.tasklist.store;

import dev.gatehouse.tasklist.store.TaskQuery.Cursor;
import dev.gatehouse.tasklist.store.TaskQuery.DateRange;
import dev.gatehouse.tasklist.store.TaskQuery.Person;
import dev.gatehouse.tasklist.store.TaskQuery.Sort;
import dev.gatehouse.tasklist.store.TaskQuery.VariableEquals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a {@link TaskQuery}; null leaves a filter out. Not thread-safe. */
public final class TaskQueryBuilder {

    private @Nullable TaskState state;
    private @Nullable Boolean assigned;
    private @Nullable String assignee;
    private @Nullable List<String> assignees;
    private @Nullable String taskDefinitionId;
    private @Nullable String candidateUser;
    private @Nullable String candidateGroup;
    private @Nullable List<String> candidateUsers;
    private @Nullable List<String> candidateGroups;
    private @Nullable String processDefinitionKey;
    private @Nullable String processInstanceKey;
    private @Nullable DateRange dueDate;
    private @Nullable DateRange followUpDate;
    private final List<VariableEquals> variables = new ArrayList<>();
    private @Nullable TaskImplementation implementation;
    private @Nullable Set<String> tenantIds;
    private @Nullable Person visibleTo;
    private final List<Sort> sort = new ArrayList<>();
    private @Nullable Cursor cursor;
    private int pageSize = TaskQuery.DEFAULT_PAGE_SIZE;

    TaskQueryBuilder() {}

    /** See {@link TaskQuery#state()}. */
    public TaskQueryBuilder state(@Nullable TaskState exact) {
        state = exact;
        return this;
    }

    /** See {@link TaskQuery#assigned()}. */
    public TaskQueryBuilder assigned(@Nullable Boolean present) {
        assigned = present;
        return this;
    }

    /** See {@link TaskQuery#assignee()}. */
    public TaskQueryBuilder assignee(@Nullable String exact) {
        assignee = exact;
        return this;
    }

    /** See {@link TaskQuery#assignees()}. */
    public TaskQueryBuilder assignees(@Nullable List<String> anyOf) {
        assignees = anyOf == null ? null : List.copyOf(anyOf);
        return this;
    }

    /** See {@link TaskQuery#taskDefinitionId()}. */
    public TaskQueryBuilder taskDefinitionId(@Nullable String exact) {
        taskDefinitionId = exact;
        return this;
    }

    /** See {@link TaskQuery#candidateUser()}. */
    public TaskQueryBuilder candidateUser(@Nullable String exact) {
        candidateUser = exact;
        return this;
    }

    /** See {@link TaskQuery#candidateGroup()}. */
    public TaskQueryBuilder candidateGroup(@Nullable String exact) {
        candidateGroup = exact;
        return this;
    }

    /** See {@link TaskQuery#candidateUsers()}. */
    public TaskQueryBuilder candidateUsers(@Nullable List<String> anyOf) {
        candidateUsers = anyOf == null ? null : List.copyOf(anyOf);
        return this;
    }

    /** See {@link TaskQuery#candidateGroups()}. */
    public TaskQueryBuilder candidateGroups(@Nullable List<String> anyOf) {
        candidateGroups = anyOf == null ? null : List.copyOf(anyOf);
        return this;
    }

    /** See {@link TaskQuery#processDefinitionKey()}; a text that is no key matches nothing. */
    public TaskQueryBuilder processDefinitionKey(@Nullable String exact) {
        processDefinitionKey = exact;
        return this;
    }

    /** See {@link TaskQuery#processInstanceKey()}; a text that is no key matches nothing. */
    public TaskQueryBuilder processInstanceKey(@Nullable String exact) {
        processInstanceKey = exact;
        return this;
    }

    /** See {@link TaskQuery#dueDate()}. */
    public TaskQueryBuilder dueDate(@Nullable DateRange range) {
        dueDate = range;
        return this;
    }

    /** See {@link TaskQuery#followUpDate()}. */
    public TaskQueryBuilder followUpDate(@Nullable DateRange range) {
        followUpDate = range;
        return this;
    }

    /** Adds one clause, see {@link TaskQuery#variables()}. */
    public TaskQueryBuilder variable(String name, String value) {
        variables.add(new VariableEquals(name, value));
        return this;
    }

    /** See {@link TaskQuery#implementation()}. */
    public TaskQueryBuilder implementation(@Nullable TaskImplementation exact) {
        implementation = exact;
        return this;
    }

    /** See {@link TaskQuery#tenantIds()}. */
    public TaskQueryBuilder tenantIds(@Nullable Set<String> anyOf) {
        tenantIds = anyOf == null ? null : Set.copyOf(anyOf);
        return this;
    }

    /** See {@link TaskQuery#visibleTo()}. */
    public TaskQueryBuilder visibleTo(@Nullable Person person) {
        visibleTo = person;
        return this;
    }

    /** Adds one sort key, see {@link TaskQuery#sort()}. */
    public TaskQueryBuilder sort(TaskQuery.SortField field, boolean ascending) {
        sort.add(new Sort(field, ascending));
        return this;
    }

    /** See {@link TaskQuery#cursor()}. */
    public TaskQueryBuilder cursor(@Nullable Cursor position) {
        cursor = position;
        return this;
    }

    /** See {@link TaskQuery#pageSize()}. */
    public TaskQueryBuilder pageSize(int size) {
        pageSize = size;
        return this;
    }

    /** Builds the query. */
    public TaskQuery build() {
        return new TaskQuery(
                state,
                assigned,
                assignee,
                assignees,
                taskDefinitionId,
                candidateUser,
                candidateGroup,
                candidateUsers,
                candidateGroups,
                processDefinitionKey,
                processInstanceKey,
                dueDate,
                followUpDate,
                List.copyOf(variables),
                implementation,
                tenantIds,
                visibleTo,
                List.copyOf(sort),
                cursor,
                pageSize);
    }
}
