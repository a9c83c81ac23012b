package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.Cursor;
import dev.gatehouse.tasklist.store.TaskQuery.Side;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.VariableSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page needs a constant number of statements without OFFSET. */
class StatementCountTest {

    private static final List<String> STATEMENTS = new ArrayList<>();
    private static final JdbcTaskStore STORE =
            TaskStores.openJdbc(StoreOptions.of("jdbc:h2:mem:" + TestStores.uniqueName()));

    @BeforeAll
    static void fill() {
        TestStores.deploy(STORE);
        for (long key = 1; key <= 40; key++) {
            STORE.create(NewTask.of(100, "approve")
                    .key(key)
                    .state(key % 4 == 0 ? TaskState.COMPLETED : TaskState.CREATED)
                    .localVariables(Map.of("a", "1", "b", "2")));
        }
        STORE.database().jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                STATEMENTS.add(context.getRenderedSql());
            }
        });
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @BeforeEach
    void forget() {
        STATEMENTS.clear();
    }

    private static int statements(TaskQuery query, int expectedHits) {
        STATEMENTS.clear();
        List<TaskHit> hits = STORE.search(query);
        assertEquals(expectedHits, hits.size());
        STORE.variables(hits.stream().map(TaskHit::task).toList(), VariableSelection.all());
        for (String statement : STATEMENTS) {
            assertFalse(statement.toUpperCase(Locale.ROOT).contains("OFFSET"), statement);
        }
        return STATEMENTS.size();
    }

    @Test
    void firstPage_needsConstantStatements() {
        assertEquals(5, statements(TaskQuery.builder().pageSize(8).build(), 8));
        assertEquals(5, statements(TaskQuery.builder().pageSize(40).build(), 40));
    }

    @Test
    void furtherPages_needConstantStatements() {
        List<TaskHit> hits = STORE.search(TaskQuery.builder().build());
        List<String> middle = hits.get(20).sortValues();
        Map<Side, Integer> most =
                Map.of(Side.AFTER, 6, Side.AFTER_OR_EQUAL, 8, Side.BEFORE, 5, Side.BEFORE_OR_EQUAL, 7);
        for (Side side : Side.values()) {
            for (int size : new int[] {8, 15}) {
                TaskQuery query = TaskQuery.builder()
                        .cursor(new Cursor(side, middle))
                        .pageSize(size)
                        .build();
                assertEquals(most.get(side), statements(query, size), side + " " + size);
            }
        }
    }
}
