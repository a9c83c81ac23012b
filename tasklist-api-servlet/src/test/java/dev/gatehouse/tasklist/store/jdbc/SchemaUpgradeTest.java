package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.Person;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A database with the tables and data of the first version gets the present tables when it is opened. */
@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class SchemaUpgradeTest {

    private final StoreOptions options;

    SchemaUpgradeTest(TestDatabase database, Postgres.Server postgres) {
        options = database.options(postgres);
    }

    /** Creates the tables of the first version as it did, and rows as it wrote them. */
    private Connection first() throws Exception {
        Connection open = DriverManager.getConnection(options.url(), user(), password());
        Flyway.configure()
                .dataSource(options.url(), user(), password())
                .locations("classpath:db/tasklist/migration")
                .table("tasklist_schema_history")
                .target("1")
                .load()
                .migrate();
        try (Statement statement = open.createStatement()) {
            for (String row : rows().split(";\n")) {
                statement.execute(row);
            }
        }
        return open;
    }

    private static String rows() throws Exception {
        try (var file = SchemaUpgradeTest.class.getResourceAsStream("/first-version.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String user() {
        return options.user() == null ? "" : options.user();
    }

    private String password() {
        return options.password() == null ? "" : options.password().reveal();
    }

    private static List<Long> found(TaskStore store, TaskQueryBuilder query) {
        return store.search(query.build()).stream()
                .map(TaskHit::task)
                .map(task -> task.key())
                .toList();
    }

    private static TaskQueryBuilder query() {
        return TaskQuery.builder();
    }

    @Test
    void firstVersion_isUpgradedWithItsData() throws Exception {
        try (Connection kept = first();
                TaskStore store = TaskStores.open(options)) {
            // It keeps the database in memory alive.
            assertFalse(kept.isClosed());
            assertEquals(List.of(3L, 2L, 1L), found(store, query()));
            assertEquals(50, store.find("1").orElseThrow().priority());
            assertEquals(List.of(1L, 3L, 2L), found(store, query().sort(SortField.DUE_DATE, true)));
            assertEquals(List.of(3L, 1L, 2L), found(store, query().sort(SortField.DUE_DATE, false)));
            assertEquals(List.of(2L), found(store, query().assignee("ann")));
            assertEquals(List.of(2L), found(store, query().candidateGroup("sales")));
            assertEquals(
                    List.of(4L), found(store, query().state(TaskState.CANCELED).candidateUser("bob")));
            assertEquals(List.of(3L, 1L), found(store, query().visibleTo(new Person("carl", Set.of()))));
            assertEquals(List.of(2L, 1L), found(store, query().variable("v", "\"über\"")));
            assertEquals(List.of(1L), found(store, query().variable("w", "1")));
            assertEquals(List.of(2L), found(store, query().variable("w", "2")));
            assertEquals(List.of(3L), found(store, query().variable("done", "true")));
            assertEquals(
                    List.of(), found(store, query().state(TaskState.CANCELED).variable("v", "1")));
        }
    }

    @Test
    void secondStart_changesNothing() throws SQLException {
        try (Connection kept = DriverManager.getConnection(options.url(), user(), password());
                TaskStore store = TaskStores.open(options);
                TaskStore again = TaskStores.open(options)) {
            assertFalse(kept.isClosed());
            assertEquals(store.search(query().build()), again.search(query().build()));
        }
    }
}
