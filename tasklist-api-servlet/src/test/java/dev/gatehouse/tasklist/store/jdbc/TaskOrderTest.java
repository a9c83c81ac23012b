package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.InvalidQueryException;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.Cursor;
import dev.gatehouse.tasklist.store.TaskQuery.Side;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class TaskOrderTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final TaskStore store;

    TaskOrderTest(TestDatabase database, Postgres.Server postgres) {
        store = database.open(postgres);
    }

    @BeforeEach
    void fill() {
        TestStores.deploy(store);
        // Tasks 2 and 3 were created in the same millisecond.
        create(1, 1, null);
        create(2, 2, T0.plusSeconds(50));
        create(3, 2, null);
        create(4, 3, T0.plusSeconds(40));
        create(5, 4, T0.plusSeconds(50));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void create(long key, long second, Instant due) {
        store.create(NewTask.of(100, "review")
                .key(key)
                .creationTime(T0.plusSeconds(second))
                .dueDate(due));
    }

    private static List<String> ids(List<TaskHit> hits) {
        return hits.stream().map(hit -> hit.task().id()).toList();
    }

    private static List<Boolean> first(List<TaskHit> hits) {
        return hits.stream().map(TaskHit::first).toList();
    }

    private List<TaskHit> page(int size, Side side, String... cursor) {
        return store.search(TaskQuery.builder()
                .pageSize(size)
                .cursor(new Cursor(side, List.of(cursor)))
                .build());
    }

    private static String ms(long second) {
        return Long.toString(T0.plusSeconds(second).toEpochMilli());
    }

    @Test
    void noSort_isNewestFirstThenByKey() {
        List<TaskHit> hits = store.search(TaskQuery.builder().build());
        assertEquals(List.of("5", "4", "2", "3", "1"), ids(hits));
        assertEquals(List.of(ms(4), "5"), hits.get(0).sortValues());
        assertEquals(List.of(true, false, false, false, false), first(hits));
    }

    @Test
    void completedWithoutSort_newestCompletedFirst() {
        for (long key : List.of(11L, 12L, 13L)) {
            store.create(NewTask.of(100, "review")
                    .key(key)
                    .state(TaskState.COMPLETED)
                    .creationTime(T0)
                    .completionTime(T0.plusSeconds(key == 12 ? 99 : 50)));
        }
        List<TaskHit> hits =
                store.search(TaskQuery.builder().state(TaskState.COMPLETED).build());
        assertEquals(List.of("12", "11", "13"), ids(hits));
        assertEquals(List.of(ms(99), "12"), hits.get(0).sortValues());
    }

    @Test
    void missingDates_comeLastInBothDirections() {
        List<TaskHit> rising =
                store.search(TaskQuery.builder().sort(SortField.DUE_DATE, true).build());
        assertEquals(List.of("4", "2", "5", "1", "3"), ids(rising));
        assertEquals(List.of("4102358400000", "3"), rising.get(4).sortValues());
        List<TaskHit> falling =
                store.search(TaskQuery.builder().sort(SortField.DUE_DATE, false).build());
        assertEquals(List.of("2", "5", "4", "1", "3"), ids(falling));
        assertEquals(List.of("-2208988800000", "1"), falling.get(3).sortValues());
    }

    @Test
    void missingCompletionTime_comesLastInBothDirections() {
        store.create(NewTask.of(100, "review").key(9).state(TaskState.COMPLETED).creationTime(T0));
        for (boolean ascending : new boolean[] {true, false}) {
            List<TaskHit> hits = store.search(TaskQuery.builder()
                    .sort(SortField.COMPLETION_TIME, ascending)
                    .build());
            assertEquals(List.of("9", "1", "2", "3", "4", "5"), ids(hits), "ascending " + ascending);
        }
    }

    @Test
    void searchAfter_isStrictAndNeverFirst() {
        List<TaskHit> hits = page(2, Side.AFTER, ms(2), "2");
        assertEquals(List.of("3", "1"), ids(hits));
        assertEquals(List.of(false, false), first(hits));
    }

    @Test
    void searchAfterBeforeStart_flagsFirst() {
        List<TaskHit> hits = page(2, Side.AFTER, ms(100), "1");
        assertEquals(List.of("5", "4"), ids(hits));
        assertEquals(List.of(true, false), first(hits));
    }

    @Test
    void searchAfterTheEnd_isEmpty() {
        assertTrue(page(2, Side.AFTER, ms(1), "1").isEmpty());
    }

    @Test
    void searchAfterOrEqual_startsWithCursor() {
        List<TaskHit> hits = page(2, Side.AFTER_OR_EQUAL, ms(4), "5");
        assertEquals(List.of("5", "4"), ids(hits));
        assertEquals(List.of(true, false), first(hits));
        assertEquals(List.of("3", "1"), ids(page(2, Side.AFTER_OR_EQUAL, ms(2), "3")));
        assertEquals(List.of("1"), ids(page(2, Side.AFTER_OR_EQUAL, ms(1), "1")));
    }

    @Test
    void searchAfterOrEqual_withoutMatchIsStrict() {
        store.cancel("2", T0);
        assertEquals(List.of("3", "1"), ids(page(2, Side.AFTER_OR_EQUAL, ms(2), "2")));
    }

    @Test
    void searchBefore_isStrictInListOrder() {
        List<TaskHit> hits = page(2, Side.BEFORE, ms(2), "3");
        assertEquals(List.of("4", "2"), ids(hits));
        assertEquals(List.of(false, false), first(hits));
    }

    @Test
    void searchBeforeReachingStart_flagsFirst() {
        List<TaskHit> hits = page(3, Side.BEFORE, ms(2), "3");
        assertEquals(List.of("5", "4", "2"), ids(hits));
        assertEquals(List.of(true, false, false), first(hits));
        assertTrue(page(3, Side.BEFORE, ms(4), "5").isEmpty());
    }

    @Test
    void searchBeforeOrEqual_endsWithCursor() {
        assertEquals(List.of("4", "2"), ids(page(2, Side.BEFORE_OR_EQUAL, ms(2), "2")));
        List<TaskHit> dropped = page(3, Side.BEFORE_OR_EQUAL, ms(2), "3");
        assertEquals(List.of("4", "2", "3"), ids(dropped));
        assertEquals(List.of(false, false, false), first(dropped));
        List<TaskHit> atStart = page(3, Side.BEFORE_OR_EQUAL, ms(4), "5");
        assertEquals(List.of("5"), ids(atStart));
        assertEquals(List.of(true), first(atStart));
    }

    @Test
    void cursorWithWrongShape_isRefused() {
        assertThrows(InvalidQueryException.class, () -> page(2, Side.AFTER));
        assertThrows(InvalidQueryException.class, () -> page(2, Side.AFTER, "1"));
        assertThrows(InvalidQueryException.class, () -> page(2, Side.AFTER, "1", "2", "3"));
        assertThrows(InvalidQueryException.class, () -> page(2, Side.BEFORE, "soon", "2"));
    }

    @Test
    void defaultCursor_fitsCreationTimeDescending() {
        List<TaskHit> hits = store.search(TaskQuery.builder()
                .sort(SortField.CREATION_TIME, false)
                .pageSize(2)
                .build());
        String[] cursor = hits.get(1).sortValues().toArray(new String[0]);
        assertEquals(List.of("2", "3"), ids(page(2, Side.AFTER, cursor)));
    }
}
