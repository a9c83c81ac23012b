package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.testkit.Postgres;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.Task;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.Cursor;
import dev.gatehouse.tasklist.store.TaskQuery.Side;
import dev.gatehouse.tasklist.store.TaskQuery.Sort;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages through random tasks and compares the pages with a list sorted in memory. */
@ParameterizedClass
@EnumSource
@ExtendWith(Postgres.class)
class KeysetOracleTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TASKS = 60;

    private static TaskStore store;
    private static final List<Task> ALL = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    static void fill(TestDatabase database, Postgres.Server postgres) {
        store = database.open(postgres);
        ALL.clear();
        TestStores.deploy(store);
        Random random = new Random(20260301);
        List<Long> keys = new ArrayList<>();
        for (long key = 1; key <= TASKS; key++) {
            keys.add(key * 7);
        }
        Collections.shuffle(keys, random);
        for (long key : keys) {
            TaskState state = any(TaskState.values(), random);
            ALL.add(store.create(NewTask.of(100, "review")
                    .key(key)
                    .state(state)
                    .creationTime(date(random))
                    .priority(random.nextInt(4))
                    .completionTime(state == TaskState.CREATED ? null : date(random))
                    .dueDate(random.nextInt(3) == 0 ? null : date(random))
                    .followUpDate(random.nextInt(3) == 0 ? null : date(random))));
        }
    }

    @SuppressWarnings("unused")
    @Parameter
    private TestDatabase database;

    @AfterParameterizedClassInvocation
    static void close() {
        store.close();
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    /** Returns one of few dates, so that there are many ties. */
    private static Instant date(Random random) {
        return T0.plusSeconds(random.nextInt(6));
    }

    /** The order of the contract, independent of the sort keys of the store. */
    private static List<Task> oracle(TaskQuery query) {
        List<Sort> sort = new ArrayList<>(query.sort());
        if (sort.isEmpty()) {
            boolean ended = query.filter().state() == TaskState.COMPLETED
                    || query.filter().state() == TaskState.CANCELED;
            sort.add(new Sort(ended ? SortField.COMPLETION_TIME : SortField.CREATION_TIME, false));
        }
        Comparator<Task> order = Comparator.comparing(unused -> 0);
        for (Sort key : sort) {
            Comparator<Long> values = key.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
            Function<Task, Long> value = switch (key.field()) {
                case COMPLETION_TIME -> task -> millis(task.completionTime());
                case CREATION_TIME -> task -> millis(task.creationTime());
                case FOLLOW_UP_DATE -> task -> millis(task.followUpDate());
                case DUE_DATE -> task -> millis(task.dueDate());
                case PRIORITY -> task -> (long) task.priority();
            };
            order = order.thenComparing(value, Comparator.nullsLast(values));
        }
        return ALL.stream()
                .filter(task -> query.filter().state() == null
                        ? task.state() != TaskState.CANCELED
                        : task.state() == query.filter().state())
                .sorted(order.thenComparing(Task::key))
                .toList();
    }

    private static Long millis(Instant date) {
        return date == null ? null : date.toEpochMilli();
    }

    private static TaskQueryBuilder randomQuery(Random random) {
        TaskQueryBuilder query = TaskQuery.builder();
        query.state(random.nextInt(3) < 2 ? any(TaskState.values(), random) : null);
        for (int keys = random.nextInt(4); keys > 0; keys--) {
            query.sort(any(SortField.values(), random), random.nextBoolean());
        }
        return query.pageSize(1 + random.nextInt(12));
    }

    @Test
    void fixture_hasTiesAndMissingDates() {
        for (TaskState state : TaskState.values()) {
            assertTrue(ALL.stream().filter(task -> task.state() == state).count() > 5, state.name());
        }
        assertTrue(ALL.stream().anyMatch(task -> task.dueDate() == null));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void forwardPages_matchSortedList(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            TaskQueryBuilder query = randomQuery(random);
            List<Task> expected = oracle(query.build());
            List<Task> seen = new ArrayList<>();
            List<TaskHit> page = store.search(query.build());
            while (!page.isEmpty()) {
                for (TaskHit hit : page) {
                    assertEquals(seen.isEmpty(), hit.first());
                    seen.add(hit.task());
                }
                query.cursor(new Cursor(Side.AFTER, page.get(page.size() - 1).sortValues()));
                page = store.search(query.build());
            }
            assertEquals(expected, seen, query.build().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void cursorPages_matchSortedList(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            TaskQueryBuilder query = randomQuery(random);
            List<Task> expected = oracle(query.build());
            int size = query.build().pageSize();
            List<SortKey> keys = SortKey.of(query.build());
            for (int at = 0; at < expected.size(); at++) {
                List<String> cursor = Keyset.sortValues(keys, expected.get(at));
                int end = expected.size();
                check(query, Side.AFTER, cursor, expected, at + 1, Math.min(end, at + 1 + size));
                check(query, Side.AFTER_OR_EQUAL, cursor, expected, at, Math.min(end, at + size));
                check(query, Side.BEFORE, cursor, expected, Math.max(0, at - size), at);
                check(query, Side.BEFORE_OR_EQUAL, cursor, expected, Math.max(0, at + 1 - size), at + 1);
            }
        }
    }

    private static void check(
            TaskQueryBuilder query, Side side, List<String> cursor, List<Task> expected, int from, int to) {
        List<TaskHit> page = store.search(query.cursor(new Cursor(side, cursor)).build());
        String what = query.build().toString();
        assertEquals(
                expected.subList(from, to), page.stream().map(TaskHit::task).toList(), what);
        for (int i = 0; i < page.size(); i++) {
            assertEquals(from + i == 0, page.get(i).first(), "first of " + what);
        }
    }
}
