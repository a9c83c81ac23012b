package dev.gatehouse.tasklist.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Runs every statement of a store a second time with EXPLAIN ANALYZE, and keeps the plans. */
final class Plans implements SqlLogger {

    private static final Pattern H2_ROWS = Pattern.compile("scanCount: (\\d+)");
    private static final Pattern POSTGRES_ROWS =
            Pattern.compile("Scan.*?\\(actual.*?rows=([\\d.]+) loops=(\\d+)\\)|Rows Removed by Filter: (\\d+)");

    private final JdbcTaskStore store;
    private final List<String> plans = new ArrayList<>();

    Plans(JdbcTaskStore store) {
        this.store = store;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        try (Handle handle = store.database().jdbi().open()) {
            plans.add(context.getRenderedSql() + "\n" + explain(handle.getConnection(), context));
        } catch (SQLException failure) {
            throw new IllegalStateException(context.getRenderedSql(), failure);
        }
    }

    // Jdbi has no other way to the arguments of a statement.
    @SuppressWarnings("removal")
    private static String explain(Connection connection, StatementContext context) throws SQLException {
        String sql = context.getRenderedSql();
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN ANALYZE " + sql)) {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 0; i < parameters; i++) {
                Argument argument = context.getBinding().findForPosition(i).orElseThrow();
                argument.apply(i + 1, statement, context);
            }
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    /** Returns the plans since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    /** Returns whether a plan reads all of a table of tasks. */
    static boolean readsAll(String plan) {
        return plan.contains("tableScan") || plan.contains("Seq Scan on task");
    }

    /** Returns how many rows of tables and indexes a plan has read. */
    static long rowsRead(String plan) {
        long rows = 0;
        Matcher h2 = H2_ROWS.matcher(plan);
        while (h2.find()) {
            rows += Long.parseLong(h2.group(1));
        }
        Matcher postgres = POSTGRES_ROWS.matcher(plan);
        long loops = 1;
        while (postgres.find()) {
            if (postgres.group(3) == null) {
                loops = Long.parseLong(postgres.group(2));
                rows += Math.round(Double.parseDouble(postgres.group(1)) * loops);
            } else {
                rows += Long.parseLong(postgres.group(3)) * loops;
            }
        }
        return rows;
    }
}
