package dev.gatehouse.tasklist.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.tasklist.store.DefinitionQuery;
import dev.gatehouse.tasklist.store.Form;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.Keys;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.Variable;
import dev.gatehouse.tasklist.store.VariableSelection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** A task store in a database. Every write runs in one transaction. */
final class JdbcTaskStore implements TaskStore {

    private static final String SQL_STATE_DUPLICATE = "23505";
    private static final String SQL_STATE_DEADLOCK = "40001";
    private static final String SQL_STATE_DATABASE_CLOSED = "90098";

    // States of H2 after which none of the connections can be used; HY000 is a failure to write the file.
    private static final Set<String> CLOSED =
            Set.of("HY000", "90007", "90028", "90031", "90067", SQL_STATE_DATABASE_CLOSED, "90121");
    private static final int ATTEMPTS = 4;

    private final HikariDataSource pool;
    private Connection anchor;
    private final Jdbi jdbi;
    private final Clock clock;

    JdbcTaskStore(HikariDataSource pool, Connection anchor, Clock clock) {
        this.pool = pool;
        this.anchor = anchor;
        this.jdbi = Jdbi.create(pool);
        // Arguments are user data and must not appear in messages and logs.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        this.clock = clock;
    }

    /** For counting statements. */
    Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public List<TaskHit> search(TaskQuery query) {
        return read(handle -> TaskSearch.page(handle, query));
    }

    @Override
    public Optional<Task> find(String taskId) {
        return read(handle -> TaskRows.find(handle, Keys.parse(taskId)));
    }

    @Override
    public Optional<Task> change(String taskId, Function<Task, TaskChange> rule) {
        return write(handle -> TaskWrites.change(handle, taskId, rule));
    }

    @Override
    public Map<Long, List<Variable>> variables(Collection<Task> tasks, VariableSelection selection) {
        return tasks.isEmpty() ? Map.of() : read(handle -> VariableReads.of(handle, tasks, selection));
    }

    @Override
    public Optional<Variable> variable(String variableId) {
        return read(handle -> VariableReads.find(handle, variableId));
    }

    @Override
    public Optional<Form> form(
            String formId, String processDefinitionKey, @Nullable Long version, @Nullable Set<String> tenantIds) {
        return read(handle -> FormRows.find(handle, formId, processDefinitionKey, version, tenantIds))
                .filter(form -> tenantIds == null || tenantIds.contains(form.tenantId()));
    }

    @Override
    public DefinitionQuery.Page definitions(DefinitionQuery query) {
        return read(handle -> DefinitionSearch.page(handle, query));
    }

    @Override
    public List<ProcessDefinition> latestDefinitions(@Nullable String text, @Nullable Set<String> tenantIds) {
        return read(handle -> DefinitionRows.latest(handle, text, tenantIds));
    }

    @Override
    public Optional<ProcessDefinition> definition(String key) {
        return read(handle -> DefinitionRows.find(handle, Keys.parse(key)));
    }

    @Override
    public Optional<String> bpmnXml(String key) {
        return read(handle -> DefinitionRows.xml(handle, Keys.parse(key)));
    }

    @Override
    public ProcessDefinition deploy(ProcessDeployment deployment) {
        return write(handle -> DefinitionRows.deploy(handle, deployment));
    }

    @Override
    public Form deploy(FormDeployment deployment) {
        return write(handle -> FormRows.deploy(handle, deployment));
    }

    @Override
    public Task create(NewTask task) {
        return write(handle -> TaskWrites.create(handle, task, clock));
    }

    @Override
    public void setVariables(long scopeKey, String tenantId, Map<String, String> variables) {
        Keys.positive(scopeKey);
        write(handle -> {
            VariableWrites.replace(handle, scopeKey, tenantId, variables);
            return variables;
        });
    }

    @Override
    public synchronized void close() {
        pool.close();
        try {
            anchor.close();
        } catch (SQLException failure) {
            if (!hasClosed(failure)) {
                throw new IllegalStateException("cannot close the task store", failure);
            }
        }
    }

    private <T> T read(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.withHandle(work::apply);
            } catch (JdbiException failure) {
                reconnect(failure);
                if (attempt == ATTEMPTS || !isAlreadyClosed(failure)) {
                    throw translated(failure);
                }
            }
        }
    }

    /**
     * Discards all connections if H2 has closed the database, as it does when its file cannot be written. They seem
     * valid and would fail for ever; a new connection opens the file again.
     */
    private synchronized void reconnect(JdbiException failure) {
        if (!(failure.getCause() instanceof SQLException cause) || !hasClosed(cause) || pool.isClosed()) {
            return;
        }
        pool.getHikariPoolMXBean().softEvictConnections();
        try {
            // It may fail as well, because it belongs to the closed database.
            anchor.close();
        } catch (SQLException closed) {
            failure.addSuppressed(closed);
        }
        try {
            anchor = DriverManager.getConnection(pool.getJdbcUrl());
        } catch (SQLException notYet) {
            failure.addSuppressed(notYet);
        }
    }

    /**
     * Runs work in a transaction and repeats it after a conflict. The work reads before it writes, so that the
     * repetition sees the changes of the other transaction.
     */
    private <T> T write(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work::apply);
            } catch (JdbiException failure) {
                reconnect(failure);
                if (attempt == ATTEMPTS || !(isCollision(failure) || isAlreadyClosed(failure))) {
                    throw translated(failure);
                }
            }
        }
    }

    private static boolean hasClosed(SQLException failure) {
        return failure.getSQLState() != null && CLOSED.contains(failure.getSQLState());
    }

    /** Returns whether the work met a database that had been closed before, so that it has changed nothing. */
    private static boolean isAlreadyClosed(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause
                && SQL_STATE_DATABASE_CLOSED.equals(cause.getSQLState());
    }

    private static boolean isCollision(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause
                && (SQL_STATE_DUPLICATE.equals(cause.getSQLState()) || SQL_STATE_DEADLOCK.equals(cause.getSQLState()));
    }

    private static RuntimeException translated(JdbiException failure) {
        Throwable cause = failure.getCause();
        boolean passing = failure instanceof ConnectionException
                || cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException
                || (cause instanceof SQLException sql && hasClosed(sql));
        return passing ? new StoreUnavailableException(failure) : failure;
    }
}
