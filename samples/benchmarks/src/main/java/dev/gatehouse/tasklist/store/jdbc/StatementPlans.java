package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.NullMarked;

/**
 * What the statements of a call read. It is in the package of the store because it runs each statement a second time,
 * with EXPLAIN ANALYZE and the same arguments.
 */
@NullMarked
public final class StatementPlans implements SqlLogger {

    private static final Pattern H2_ROWS = Pattern.compile("scanCount: (\\d+)");
    private static final Pattern H2_INDEX = Pattern.compile("/\\* PUBLIC\\.([A-Z_]+?)(?:_[0-9A-F]+)?(?:\\.|:| )");
    private static final Pattern POSTGRES_ROWS =
            Pattern.compile("Scan.*?\\(actual.*?rows=([\\d.]+) loops=(\\d+)\\)|Rows Removed by Filter: (\\d+)");
    private static final Pattern POSTGRES_INDEX = Pattern.compile("(?:using|Scan on) (task\\w*)");

    private final JdbcTaskStore store;
    private final List<String> plans = new ArrayList<>();

    private StatementPlans(JdbcTaskStore store) {
        this.store = store;
    }

    /**
     * What a call has read.
     *
     * @param statements number of statements
     * @param rows entries of indexes and rows of tables
     * @param indexes names of the indexes, and of tables that were read without one
     * @param text all plans
     */
    public record Read(int statements, long rows, Set<String> indexes, String text) {}

    /** Runs a call and returns what it has read. */
    public static Read of(TaskStore store, Runnable call) {
        StatementPlans plans = new StatementPlans((JdbcTaskStore) store);
        Jdbi jdbi = plans.store.database().jdbi();
        SqlLogger before = jdbi.getConfig(SqlStatements.class).getSqlLogger();
        jdbi.setSqlLogger(plans);
        try {
            call.run();
        } finally {
            jdbi.setSqlLogger(before);
        }
        return plans.read();
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
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN ANALYZE " + context.getRenderedSql())) {
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

    private Read read() {
        long rows = 0;
        Set<String> indexes = new TreeSet<>();
        boolean h2 = store.database().kind() == DatabaseKind.H2;
        for (String plan : plans) {
            rows += h2 ? rowsOfH2(plan) : rowsOfPostgres(plan);
            Matcher index = (h2 ? H2_INDEX : POSTGRES_INDEX).matcher(plan);
            while (index.find()) {
                indexes.add(index.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return new Read(plans.size(), rows, indexes, String.join("\n", plans));
    }

    private static long rowsOfH2(String plan) {
        long rows = 0;
        Matcher counts = H2_ROWS.matcher(plan);
        while (counts.find()) {
            rows += Long.parseLong(counts.group(1));
        }
        return rows;
    }

    private static long rowsOfPostgres(String plan) {
        long rows = 0;
        long loops = 1;
        Matcher counts = POSTGRES_ROWS.matcher(plan);
        while (counts.find()) {
            if (counts.group(3) == null) {
                loops = Long.parseLong(counts.group(2));
                rows += Math.round(Double.parseDouble(counts.group(1)) * loops);
            } else {
                rows += Long.parseLong(counts.group(3)) * loops;
            }
        }
        return rows;
    }
}
