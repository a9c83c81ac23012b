package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import dev.gatehouse.tasklist.store.jdbc.sql.Times;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a query except the state. Conditions on other tables are scalar subqueries, which a database evaluates
 * for each task. From EXISTS it might make a join that reads all of a table.
 */
final class TaskFilters {

    private final List<TaskState> states;
    private final List<TaskFilter> filters = new ArrayList<>();
    private boolean nothing;

    private TaskFilters(TaskQuery query) {
        TaskQuery.Filter filter = query.filter();
        this.states = filter.state() == null
                ? List.of(TaskState.CREATED, TaskState.COMPLETED, TaskState.FAILED)
                : List.of(filter.state());
        process(filter.process());
        assignment(filter.assignment());
        candidates(filter.candidates());
        filter.variables().forEach(this::variable);
        tenants(query.access().tenantIds());
        person(query.access().person());
        range("due_date", "due", filter.dates().due());
        range("follow_up_date", "follow_up", filter.dates().followUp());
        priority(filter.priority());
        if (filter.implementation() != null) {
            String implementation = filter.implementation().name();
            filters.add(TaskFilter.of((sql, task) -> sql.add(" AND " + task + ".implementation = ?", implementation)));
        }
    }

    static TaskFilters of(TaskQuery query) {
        return new TaskFilters(query);
    }

    List<TaskFilter> list() {
        return filters;
    }

    /** Returns the states that the query is about. */
    List<TaskState> states() {
        return states;
    }

    /** Returns whether no task can match. */
    boolean nothing() {
        return nothing;
    }

    private void process(TaskQuery.ProcessFilter process) {
        String element = process.taskDefinitionId();
        if (element != null) {
            column("element_id", "task_element", List.of(element));
        }
        if (process.definitionKey() != null) {
            column("definition_key", "task_definition", List.of(Keys.parse(process.definitionKey())));
        }
        if (process.instanceKey() != null) {
            column("instance_key", "task_instance", List.of(Keys.parse(process.instanceKey())));
        }
    }

    private void assignment(TaskQuery.AssignmentFilter assignment) {
        if (assignment.assigned() != null) {
            if (assignment.assigned()) {
                filters.add(TaskFilter.of((sql, task) -> sql.add(" AND " + task + ".assignee IS NOT NULL")));
            } else {
                add(
                        (sql, task) -> sql.add(" AND " + task + ".assignee IS NULL"),
                        state -> Stream.of(
                                IndexRange.of(IndexRange.TASK, "task_holder", state, IndexRange.is("holder", ""))));
            }
        }
        if (assignment.assignee() != null) {
            column("holder", "task_holder", List.of(assignment.assignee()));
        }
        if (assignment.anyOf() != null) {
            column("holder", "task_holder", assignment.anyOf());
        }
        // The column has an empty name for a task without assignee.
        if ("".equals(assignment.assignee())
                || (assignment.anyOf() != null && assignment.anyOf().contains(""))) {
            filters.add(TaskFilter.of((sql, task) -> sql.add(" AND " + task + ".assignee IS NOT NULL")));
        }
    }

    private void candidates(TaskQuery.CandidateFilter candidates) {
        candidate(CandidateRows.USER, one(candidates.user()));
        candidate(CandidateRows.USER, candidates.anyUserOf());
        candidate(CandidateRows.GROUP, one(candidates.group()));
        candidate(CandidateRows.GROUP, candidates.anyGroupOf());
    }

    private static @Nullable List<String> one(@Nullable String name) {
        return name == null ? null : List.of(name);
    }

    private void candidate(String kind, @Nullable Collection<String> anyOf) {
        if (anyOf == null) {
            return;
        }
        // One name is in one row, several may be in several.
        String found = anyOf.size() == 1 ? "c.task_key" : "MIN(c.task_key)";
        addKeyed(
                (sql, task) -> sql.add(
                                " AND (SELECT " + found + " FROM task_candidate c WHERE c.task_key = " + task
                                        + ".task_key AND c.kind = ? AND ",
                                kind)
                        .any("c.name", anyOf)
                        .add(") IS NOT NULL"),
                state -> anyOf.stream().distinct().map(name -> candidate(kind, name, state)));
    }

    private static IndexRange candidate(String kind, String name, TaskState state) {
        return IndexRange.of(
                IndexRange.CANDIDATE,
                "task_candidate_name",
                state,
                IndexRange.is("kind", kind),
                IndexRange.is("name", name));
    }

    private void variable(TaskQuery.VariableEquals clause) {
        Object digest = TaskMatches.digest(clause.name(), clause.value());
        addKeyed(
                (sql, task) -> sql.add(
                        " AND (SELECT m.task_key FROM task_match m WHERE m.task_key = " + task
                                + ".task_key AND m.digest = ?) IS NOT NULL",
                        digest),
                // Tasks in other states have no variables.
                state -> state == TaskState.CREATED || state == TaskState.COMPLETED
                        ? Stream.of(IndexRange.of(
                                IndexRange.MATCH, "task_match_digest", state, IndexRange.is("digest", digest)))
                        : Stream.of());
    }

    private void tenants(@Nullable Collection<String> tenantIds) {
        if (tenantIds != null) {
            column("tenant_id", "task_tenant", tenantIds);
        }
    }

    private void person(TaskQuery.@Nullable Person person) {
        if (person == null) {
            return;
        }
        String user = person.userId();
        add(
                (sql, task) -> sql.add(
                                " AND (" + task + ".assignee = ? OR (SELECT MIN(c.task_key) FROM task_candidate c"
                                        + " WHERE c.task_key = " + task + ".task_key AND (c.kind = 'NONE'"
                                        + " OR (c.kind = 'USER' AND c.name = ?) OR (c.kind = 'GROUP' AND ",
                                user,
                                user)
                        .anyName("c.name", person.groups())
                        .add("))) IS NOT NULL)"),
                state -> Stream.concat(
                        Stream.of(
                                IndexRange.of(IndexRange.TASK, "task_holder", state, IndexRange.is("holder", user)),
                                candidate(CandidateRows.USER, user, state),
                                candidate(CandidateRows.NONE, "", state)),
                        person.groups().stream().map(group -> candidate(CandidateRows.GROUP, group, state))));
    }

    private void range(String column, String index, TaskQuery.@Nullable DateRange range) {
        if (range == null) {
            return;
        }
        @Nullable Long from = Times.millisOrNull(range.from());
        @Nullable Long to = Times.millisOrNull(range.to());
        // A missing date is after all others in one of the orders, before all others in the other.
        String ordered = index + (from == null ? "_asc" : "_desc");
        List<IndexRange.Comparison> bounds = new ArrayList<>();
        if (from != null) {
            bounds.add(new IndexRange.Comparison(ordered, ">=", from));
        }
        if (to != null) {
            bounds.add(new IndexRange.Comparison(ordered, "<=", to));
        }
        TaskFilter.Condition condition = (sql, task) -> {
            sql.add(" AND " + task + "." + column + " IS NOT NULL");
            bound(sql, task + "." + column + " >= ?", from);
            bound(sql, task + "." + column + " <= ?", to);
        };
        if (bounds.isEmpty()) {
            filters.add(TaskFilter.of(condition));
        } else {
            add(condition, state -> Stream.of(IndexRange.between("task_" + ordered, state, bounds)));
        }
    }

    private void priority(TaskQuery.PriorityFilter priority) {
        if (priority.lowest() == null && priority.highest() == null) {
            return;
        }
        int lowest = priority.lowest() == null ? Integer.MIN_VALUE : priority.lowest();
        int highest = priority.highest() == null ? Integer.MAX_VALUE : priority.highest();
        List<IndexRange.Comparison> bounds = List.of(
                new IndexRange.Comparison("priority", ">=", lowest),
                new IndexRange.Comparison("priority", "<=", highest));
        add(
                (sql, task) ->
                        sql.add(" AND " + task + ".priority >= ? AND " + task + ".priority <= ?", lowest, highest),
                state -> Stream.of(IndexRange.between("task_priority_asc", state, bounds)));
    }

    private static void bound(Sql sql, String comparison, @Nullable Long value) {
        if (value != null) {
            sql.add(" AND " + comparison, value);
        }
    }

    /** Adds a filter: a column of the task is one of the values. */
    private void column(String column, String index, Collection<?> values) {
        add(
                (sql, task) -> sql.add(" AND ").any(task + "." + column, values),
                state -> values.stream()
                        .distinct()
                        .map(value -> IndexRange.of(IndexRange.TASK, index, state, IndexRange.is(column, value))));
    }

    private void add(TaskFilter.Condition condition, Function<TaskState, Stream<IndexRange>> ranges) {
        add(condition, false, ranges);
    }

    private void addKeyed(TaskFilter.Condition condition, Function<TaskState, Stream<IndexRange>> ranges) {
        add(condition, true, ranges);
    }

    private void add(TaskFilter.Condition condition, boolean keyed, Function<TaskState, Stream<IndexRange>> ranges) {
        List<IndexRange> all = states.stream().flatMap(ranges).toList();
        nothing |= all.isEmpty();
        filters.add(new TaskFilter(condition, keyed, all));
    }
}
