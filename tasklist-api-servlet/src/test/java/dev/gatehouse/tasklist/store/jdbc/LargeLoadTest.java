package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.StoreUnavailableException;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.jdbc.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A large load into an empty store runs without the indexes of searches, and they are there again whatever happens. */
@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class LargeLoadTest {

    private static final int MANY = 4_100;
    /** One more than two lanes take before one of them is full. */
    private static final int UNTIL_DROPPED = 4_000;

    private static final TaskQuery UNASSIGNED =
            TaskQuery.builder().assigned(false).build();

    private final StoreOptions options;
    private JdbcTaskStore store;
    private List<String> indexes;

    LargeLoadTest(TestDatabase database, Postgres.Server postgres) {
        options = database.options(postgres);
    }

    @BeforeEach
    void open() {
        store = TaskStores.openJdbc(options);
        TestStores.deploy(store);
        indexes = indexes();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Returns the columns of all indexes. */
    private List<String> indexes() {
        String columns = store.database().kind() == DatabaseKind.H2
                ? "SELECT index_name || ' ' || column_name || ' ' || ordinal_position || ' ' || ordering_specification"
                        + " FROM information_schema.index_columns"
                : "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'";
        try (Handle handle = store.database().jdbi().open()) {
            return List.copyOf(new TreeSet<>(
                    handle.createQuery(columns).mapTo(String.class).list()));
        }
    }

    private void load(int count, LongConsumer beforeEach) {
        Iterator<NewTask> tasks = LongStream.rangeClosed(1, count)
                .peek(beforeEach)
                .mapToObj(key -> NewTask.of(100, "review").key(key))
                .iterator();
        store.engine().load(() -> tasks);
    }

    @Test
    void indexesOfSearches_areCreatedInTheEnd() {
        List<List<String>> during = new ArrayList<>();
        load(MANY, key -> {
            if (key > UNTIL_DROPPED && during.isEmpty()) {
                during.add(indexes());
            }
        });
        assertTrue(during.get(0).size() < indexes.size() - 10);
        assertTrue(indexes.containsAll(during.get(0)));
        assertEquals(indexes, indexes());
        assertEquals(50, store.search(UNASSIGNED).size());
    }

    @Test
    void searchesDuringTheLoad_findTasksOrFailForNow() {
        List<String> seen = new ArrayList<>();
        load(MANY, key -> {
            if (key > UNTIL_DROPPED && seen.isEmpty()) {
                try {
                    seen.add(store.search(UNASSIGNED).size() <= 50 ? "found" : "too many");
                } catch (StoreUnavailableException expected) {
                    seen.add("unavailable");
                }
            }
        });
        assertEquals(List.of(store.database().kind() == DatabaseKind.H2 ? "unavailable" : "found"), seen);
    }

    @Test
    void loadThatFails_createsThemAsWell() {
        assertThrows(
                IllegalStateException.class,
                () -> load(MANY, key -> {
                    if (key == MANY) {
                        throw new IllegalStateException("the source ended");
                    }
                }));
        assertEquals(indexes, indexes());
    }

    @Test
    void startAfterALoadThatWasKilled_createsThem() {
        store.database().jdbi().useHandle(handle -> {
            handle.execute("DROP INDEX task_holder");
            handle.execute("DROP INDEX task_match_digest");
        });
        try (JdbcTaskStore again = TaskStores.openJdbc(options)) {
            assertEquals(indexes, indexes());
            assertEquals(List.of(), again.search(UNASSIGNED));
        }
    }

    @Test
    void loadIntoAStoreWithTasks_keepsThem() {
        load(1, key -> {});
        List<List<String>> during = new ArrayList<>();
        load(MANY, key -> {
            if (key > UNTIL_DROPPED && during.isEmpty()) {
                during.add(indexes());
            }
        });
        assertEquals(List.of(indexes), during);
    }

    @Test
    void smallLoad_keepsThem() {
        List<List<String>> during = new ArrayList<>();
        load(100, key -> {
            if (key == 100) {
                during.add(indexes());
            }
        });
        assertEquals(List.of(indexes), during);
    }
}
