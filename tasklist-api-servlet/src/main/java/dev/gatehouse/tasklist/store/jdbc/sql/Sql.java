package dev.gatehouse.tasklist.store.jdbc.sql;

import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Builds an SQL statement with positional parameters and their values. Values never become part of the SQL. A list is
 * bound as one array, so its size neither changes the SQL nor exceeds a limit on parameters.
 *
 * @since 0.1
 */
@Internal
public final class Sql {

    private final StringBuilder text = new StringBuilder(256);
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Creates a statement that begins with SQL without parameters. */
    public Sql(String start) {
        text.append(start);
    }

    /** Adds SQL with one {@code ?} for each value. */
    public Sql add(String more, @Nullable Object... arguments) {
        text.append(more);
        for (Object argument : arguments) {
            values.add(argument);
        }
        return this;
    }

    /** Adds a condition: the column is one of the names, or one of the keys. */
    public Sql any(String column, Collection<?> values) {
        if (values.size() == 1) {
            return add(column + " = ?", values.iterator().next());
        }
        boolean keys = values.stream().allMatch(Long.class::isInstance);
        text.append(column).append(" = ANY(?)");
        this.values.add(array(keys ? "BIGINT" : "VARCHAR", values.toArray()));
        return this;
    }

    /** Adds a condition: the column is one of the names. */
    public Sql anyName(String column, Collection<String> names) {
        text.append(column).append(" = ANY(?)");
        values.add(array("VARCHAR", names.toArray()));
        return this;
    }

    /** Adds a condition: the column is one of the keys. */
    public Sql anyKey(String column, Collection<Long> keys) {
        text.append(column).append(" = ANY(?)");
        values.add(array("BIGINT", keys.toArray()));
        return this;
    }

    /** Adds keys as one array, for a {@code ?} that is there already. */
    public Sql addKeys(Collection<Long> keys) {
        values.add(array("BIGINT", keys.toArray()));
        return this;
    }

    /** Returns the statement as a query that has not run yet. */
    public Query query(Handle handle) {
        return bind(handle.createQuery(text.toString()));
    }

    /** Runs the statement. Returns the number of changed rows. */
    public int update(Handle handle) {
        return bind(handle.createUpdate(text.toString())).execute();
    }

    private <S extends SqlStatement<S>> S bind(S statement) {
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return statement;
    }

    private static Argument array(String type, Object[] elements) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, elements));
    }
}
