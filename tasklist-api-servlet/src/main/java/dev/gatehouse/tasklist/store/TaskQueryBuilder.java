package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;
import dev.gatehouse.tasklist.store.TaskQuery.Cursor;
import dev.gatehouse.tasklist.store.TaskQuery.DateRange;
import dev.gatehouse.tasklist.store.TaskQuery.Person;
import dev.gatehouse.tasklist.store.TaskQuery.Sort;
import dev.gatehouse.tasklist.store.TaskQuery.VariableEquals;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link TaskQuery}. A null argument removes a filter. Not thread-safe.
 *
 * @since 0.1
 */
@Incubating
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
    private int lowestPriority = Integer.MIN_VALUE;
    private int highestPriority = Integer.MAX_VALUE;
    private final List<VariableEquals> variables = new ArrayList<>();
    private @Nullable TaskImplementation implementation;
    private @Nullable Set<String> tenantIds;
    private @Nullable Person visibleTo;
    private final List<Sort> sort = new ArrayList<>();
    private @Nullable Cursor cursor;
    private int pageSize = TaskQuery.DEFAULT_PAGE_SIZE;

    TaskQueryBuilder() {}

    /** Matches this state; null matches all states except {@link TaskState#CANCELED}. */
    public TaskQueryBuilder state(@Nullable TaskState exact) {
        state = exact;
        return this;
    }

    /** Matches tasks that have, or do not have, an assignee. */
    public TaskQueryBuilder assigned(@Nullable Boolean present) {
        assigned = present;
        return this;
    }

    /** Matches this assignee. */
    public TaskQueryBuilder assignee(@Nullable String exact) {
        assignee = exact;
        return this;
    }

    /** Matches tasks assigned to one of these users; an empty list matches no task. */
    public TaskQueryBuilder assignees(@Nullable List<String> anyOf) {
        assignees = anyOf == null ? null : List.copyOf(anyOf);
        return this;
    }

    /** Matches this element id of the BPMN model. */
    public TaskQueryBuilder taskDefinitionId(@Nullable String exact) {
        taskDefinitionId = exact;
        return this;
    }

    /** Matches tasks with this candidate user. */
    public TaskQueryBuilder candidateUser(@Nullable String exact) {
        candidateUser = exact;
        return this;
    }

    /** Matches tasks with this candidate group. */
    public TaskQueryBuilder candidateGroup(@Nullable String exact) {
        candidateGroup = exact;
        return this;
    }

    /** Matches tasks with at least one of these candidate users. */
    public TaskQueryBuilder candidateUsers(@Nullable List<String> anyOf) {
        candidateUsers = anyOf == null ? null : List.copyOf(anyOf);
        return this;
    }

    /** Matches tasks with at least one of these candidate groups. */
    public TaskQueryBuilder candidateGroups(@Nullable List<String> anyOf) {
        candidateGroups = anyOf == null ? null : List.copyOf(anyOf);
        return this;
    }

    /** Matches this process definition; a string that is not a key matches no task. */
    public TaskQueryBuilder processDefinitionKey(@Nullable String exact) {
        processDefinitionKey = exact;
        return this;
    }

    /** Matches this process instance; a string that is not a key matches no task. */
    public TaskQueryBuilder processInstanceKey(@Nullable String exact) {
        processInstanceKey = exact;
        return this;
    }

    /** Matches tasks with a due date in this range. */
    public TaskQueryBuilder dueDate(@Nullable DateRange range) {
        dueDate = range;
        return this;
    }

    /** Matches tasks with a follow-up date in this range. */
    public TaskQueryBuilder followUpDate(@Nullable DateRange range) {
        followUpDate = range;
        return this;
    }

    /** Matches this priority or a greater one. May be combined with {@link #priorityAtMost}. */
    public TaskQueryBuilder priorityAtLeast(int lowest) {
        lowestPriority = Math.max(lowestPriority, lowest);
        return this;
    }

    /** Matches this priority or a smaller one. May be combined with {@link #priorityAtLeast}. */
    public TaskQueryBuilder priorityAtMost(int highest) {
        highestPriority = Math.min(highestPriority, highest);
        return this;
    }

    /** Matches tasks with this variable. May be called repeatedly; all variables must match. */
    public TaskQueryBuilder variable(String name, String value) {
        variables.add(new VariableEquals(name, value));
        return this;
    }

    /** Matches this implementation. */
    public TaskQueryBuilder implementation(@Nullable TaskImplementation exact) {
        implementation = exact;
        return this;
    }

    /** Restricts the search to these tenants; an empty set matches no task. */
    public TaskQueryBuilder tenantIds(@Nullable Set<String> anyOf) {
        tenantIds = anyOf == null ? null : Set.copyOf(anyOf);
        return this;
    }

    /** Restricts the search to the tasks that this person may see. */
    public TaskQueryBuilder visibleTo(@Nullable Person person) {
        visibleTo = person;
        return this;
    }

    /** Adds a sort key. */
    public TaskQueryBuilder sort(TaskQuery.SortField field, boolean ascending) {
        sort.add(new Sort(field, ascending));
        return this;
    }

    /** Starts or ends the page at this position. */
    public TaskQueryBuilder cursor(@Nullable Cursor position) {
        cursor = position;
        return this;
    }

    /** Sets the page size, 1 to {@value TaskQuery#MAX_PAGE_SIZE}. Default: {@value TaskQuery#DEFAULT_PAGE_SIZE}. */
    public TaskQueryBuilder pageSize(int size) {
        pageSize = size;
        return this;
    }

    /**
     * Builds the query.
     *
     * @throws IllegalArgumentException if the page size is out of range
     */
    public TaskQuery build() {
        TaskQuery.Filter filter = new TaskQuery.Filter(
                state,
                implementation,
                new TaskQuery.ProcessFilter(taskDefinitionId, processDefinitionKey, processInstanceKey),
                new TaskQuery.AssignmentFilter(assigned, assignee, assignees),
                new TaskQuery.CandidateFilter(candidateUser, candidateGroup, candidateUsers, candidateGroups),
                new TaskQuery.DateFilter(dueDate, followUpDate),
                new TaskQuery.PriorityFilter(
                        lowestPriority == Integer.MIN_VALUE ? null : lowestPriority,
                        highestPriority == Integer.MAX_VALUE ? null : highestPriority),
                variables);
        return new TaskQuery(filter, new TaskQuery.Access(tenantIds, visibleTo), sort, cursor, pageSize);
    }
}
