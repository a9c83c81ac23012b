package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.TaskQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds the filters of a task query to an SQL statement. */
final class TaskConditions {

    private TaskConditions() {}

    static void addTo(Sql sql, TaskQuery query) {
        TaskQuery.Filter filter = query.filter();
        TaskQuery.ProcessFilter process = filter.process();
        TaskQuery.AssignmentFilter assignment = filter.assignment();
        if (filter.state() == null) {
            sql.add(" WHERE t.state <> 'CANCELED'");
        } else {
            sql.add(" WHERE t.state = ?", filter.state().name());
        }
        if (assignment.assigned() != null) {
            sql.add(assignment.assigned() ? " AND t.assignee IS NOT NULL" : " AND t.assignee IS NULL");
        }
        equal(sql, "t.assignee", assignment.assignee());
        equal(sql, "t.element_id", process.taskDefinitionId());
        if (process.definitionKey() != null) {
            equal(sql, "t.definition_key", Keys.parse(process.definitionKey()));
        }
        if (process.instanceKey() != null) {
            equal(sql, "t.instance_key", Keys.parse(process.instanceKey()));
        }
        if (filter.implementation() != null) {
            equal(sql, "t.implementation", filter.implementation().name());
        }
        if (assignment.anyOf() != null) {
            sql.add(" AND ").anyName("t.assignee", assignment.anyOf());
        }
        if (query.access().tenantIds() != null) {
            sql.add(" AND ").anyName("t.tenant_id", query.access().tenantIds());
        }
        range(sql, "t.due_date", filter.dates().due());
        range(sql, "t.follow_up_date", filter.dates().followUp());
        bound(sql, "t.priority >= ?", filter.priority().lowest());
        bound(sql, "t.priority <= ?", filter.priority().highest());
        candidates(sql, filter.candidates());
        visibleTo(sql, query.access().person());
        for (TaskQuery.VariableEquals clause : filter.variables()) {
            sql.add(
                    " AND EXISTS (SELECT 1 FROM task_match m WHERE m.task_key = t.task_key AND m.digest = ?)",
                    TaskMatches.digest(clause.name(), clause.value()));
        }
    }

    private static void equal(Sql sql, String column, @Nullable Object value) {
        if (value != null) {
            sql.add(" AND " + column + " = ?", value);
        }
    }

    private static void range(Sql sql, String column, TaskQuery.@Nullable DateRange range) {
        if (range == null) {
            return;
        }
        sql.add(" AND " + column + " IS NOT NULL");
        bound(sql, column + " >= ?", Times.millisOrNull(range.from()));
        bound(sql, column + " <= ?", Times.millisOrNull(range.to()));
    }

    private static void bound(Sql sql, String comparison, @Nullable Number value) {
        if (value != null) {
            sql.add(" AND " + comparison, value);
        }
    }

    private static void candidates(Sql sql, TaskQuery.CandidateFilter candidates) {
        candidate(sql, "USER", candidates.user() == null ? null : List.of(candidates.user()));
        candidate(sql, "USER", candidates.anyUserOf());
        candidate(sql, "GROUP", candidates.group() == null ? null : List.of(candidates.group()));
        candidate(sql, "GROUP", candidates.anyGroupOf());
    }

    private static void visibleTo(Sql sql, TaskQuery.@Nullable Person person) {
        if (person != null) {
            sql.add(" AND (t.assignee = ?", person.userId())
                    .add(" OR EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key AND c.kind = 'NONE')")
                    .add(" OR EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key AND (")
                    .add("(c.kind = 'USER' AND c.name = ?) OR (c.kind = 'GROUP' AND ", person.userId())
                    .anyName("c.name", person.groups())
                    .add("))))");
        }
    }

    private static void candidate(Sql sql, String kind, @Nullable List<String> anyOf) {
        if (anyOf != null) {
            sql.add(
                            " AND EXISTS (SELECT 1 FROM task_candidate c WHERE c.task_key = t.task_key"
                                    + " AND c.kind = ? AND ",
                            kind)
                    .anyName("c.name", anyOf)
                    .add(")");
        }
    }
}
