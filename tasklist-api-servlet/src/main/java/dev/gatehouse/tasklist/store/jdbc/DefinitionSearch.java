package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.DefinitionQuery;
import dev.gatehouse.tasklist.store.InvalidQueryException;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.jdbc.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads a page of process definitions and counts all matches. */
final class DefinitionSearch {

    private static final DefinitionQuery.Sort BY_KEY = new DefinitionQuery.Sort(DefinitionQuery.SortField.KEY, true);

    /** One column of the order with its value at the cursor. */
    private record Step(String column, boolean ascending, Object value) {}

    private DefinitionSearch() {}

    static DefinitionQuery.Page page(Handle handle, DefinitionQuery query) {
        List<DefinitionQuery.Sort> sort = new ArrayList<>(query.sort());
        sort.add(BY_KEY);
        Sql sql = filter(new Sql(DefinitionRows.SELECT), query.filter());
        if (query.after() != null) {
            addPlace(sql, sort, query.after());
        }
        sql.add(" ORDER BY ");
        String comma = "";
        for (DefinitionQuery.Sort key : sort) {
            for (Step step : steps(key, null)) {
                sql.add(comma + step.column() + (step.ascending() ? " ASC" : " DESC"));
                comma = ", ";
            }
        }
        List<ProcessDefinition> items = DefinitionRows.list(handle, sql.add(" LIMIT ?", query.size()));
        long total = filter(new Sql("SELECT COUNT(*) FROM process_definition d"), query.filter())
                .query(handle)
                .mapTo(Long.class)
                .one();
        List<@Nullable Object> sortValues = new ArrayList<>();
        if (!items.isEmpty()) {
            for (DefinitionQuery.Sort key : sort) {
                sortValues.add(value(key.field(), items.get(items.size() - 1)));
            }
        }
        return new DefinitionQuery.Page(items, sortValues, total);
    }

    private static Sql filter(Sql sql, DefinitionQuery.Filter filter) {
        sql.add(" WHERE 1 = 1");
        equal(sql, "d.definition_key", filter.key());
        equal(sql, "d.name", filter.name());
        equal(sql, "d.version", filter.version());
        equal(sql, "d.bpmn_process_id", filter.bpmnProcessId());
        if (filter.tenantIds() != null) {
            sql.add(" AND ").anyName("d.tenant_id", filter.tenantIds());
        }
        if (filter.bpmnProcessIds() != null) {
            sql.add(" AND ").anyName("d.bpmn_process_id", filter.bpmnProcessIds());
        }
        return sql;
    }

    private static void equal(Sql sql, String column, @Nullable Object value) {
        if (value != null) {
            sql.add(" AND " + column + " = ?", value);
        }
    }

    private static void addPlace(Sql sql, List<DefinitionQuery.Sort> sort, List<@Nullable Object> after) {
        if (after.size() != sort.size()) {
            throw new InvalidQueryException("searchAfter should have a " + sort.size() + " values");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < sort.size(); i++) {
            steps.addAll(steps(sort.get(i), after.get(i)));
        }
        sql.add(" AND (");
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            sql.add(step.column() + (step.ascending() ? " > ?" : " < ?"), step.value());
            if (i < steps.size() - 1) {
                sql.add(" OR (" + step.column() + " = ? AND (", step.value());
            }
        }
        sql.add("))".repeat(steps.size() - 1)).add(")");
    }

    private static List<Step> steps(DefinitionQuery.Sort sort, @Nullable Object value) {
        boolean ascending = sort.ascending();
        return switch (sort.field()) {
            case KEY -> List.of(new Step("d.definition_key", ascending, number(value)));
            case VERSION -> List.of(new Step("d.version", ascending, number(value)));
            case BPMN_PROCESS_ID -> List.of(new Step("d.bpmn_process_id", ascending, text(value)));
            case TENANT_ID -> List.of(new Step("d.tenant_id", ascending, text(value)));
            // Two columns, so that a missing name is last in both directions.
            case NAME ->
                List.of(
                        new Step("CASE WHEN d.name IS NULL THEN 1 ELSE 0 END", true, value == null ? 1L : 0L),
                        new Step("COALESCE(d.name, '')", ascending, text(value)));
        };
    }

    private static Object number(@Nullable Object value) {
        if (value == null) {
            return 0L;
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new InvalidQueryException("invalid value in searchAfter: expected a number");
    }

    private static Object text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String) {
            return value;
        }
        throw new InvalidQueryException("invalid value in searchAfter: expected a string");
    }

    private static @Nullable Object value(DefinitionQuery.SortField field, ProcessDefinition definition) {
        return switch (field) {
            case KEY -> definition.key();
            case NAME -> definition.name();
            case VERSION -> definition.version();
            case BPMN_PROCESS_ID -> definition.bpmnProcessId();
            case TENANT_ID -> definition.tenantId();
        };
    }
}
