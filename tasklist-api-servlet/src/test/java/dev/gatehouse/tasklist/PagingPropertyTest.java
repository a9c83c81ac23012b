package dev.gatehouse.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskHit;
import dev.gatehouse.tasklist.store.TaskQuery;
import dev.gatehouse.tasklist.store.TaskQuery.Side;
import dev.gatehouse.tasklist.store.TaskQuery.SortField;
import dev.gatehouse.tasklist.store.TaskQueryBuilder;
import dev.gatehouse.tasklist.store.TaskState;
import dev.gatehouse.tasklist.store.TaskStore;
import dev.gatehouse.tasklist.store.jdbc.TestStores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks through a list by every kind of cursor, while tasks are added and completed between the pages: what was there
 * before the walk and after it is visited exactly once, and nothing is visited twice. The seed reproduces a walk.
 */
class PagingPropertyTest {

    private static final TaskStore STORE = TestStores.inMemory();
    private static final int TASKS = 60;

    private static long nextKey = 1;
    private static long nextInstance = 1_000_000;

    @BeforeAll
    static void deploy() {
        TestStores.deploy(STORE);
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    static Stream<Arguments> walks() {
        List<Arguments> walks = new ArrayList<>();
        long seed = 1;
        for (Side side : Side.values()) {
            for (SortField field : List.of(SortField.CREATION_TIME, SortField.DUE_DATE, SortField.FOLLOW_UP_DATE)) {
                for (boolean ascending : new boolean[] {true, false}) {
                    walks.add(Arguments.of(side, field, ascending, seed++));
                }
            }
            walks.add(Arguments.of(side, null, false, seed++));
        }
        return walks.stream();
    }

    /** One list of tasks and the walk through it. */
    private static final class Walk {

        private final Random random;
        private final String instance = Long.toString(nextInstance++);
        private final Supplier<TaskQueryBuilder> query;
        private final List<String> active = new ArrayList<>();
        private final Set<String> touched = new HashSet<>();
        private final List<String> visited = new ArrayList<>();

        private Walk(SortField field, boolean ascending, long seed) {
            this.random = new Random(seed);
            this.query = () -> {
                TaskQueryBuilder builder =
                        TaskQuery.builder().state(TaskState.CREATED).processInstanceKey(instance);
                return field == null ? builder : builder.sort(field, ascending);
            };
            for (int i = 0; i < TASKS; i++) {
                active.add(add());
            }
        }

        /** Adds a task. Dates are few, so that many are equal, and some are missing. */
        private String add() {
            return STORE.create(NewTask.of(100, "review")
                            .key(nextKey++)
                            .processInstanceKey(Long.parseLong(instance))
                            .creationTime(time())
                            .dueDate(random.nextInt(4) == 0 ? null : time())
                            .followUpDate(random.nextInt(4) == 0 ? null : time()))
                    .id();
        }

        private Instant time() {
            return TestStores.NOW.plusSeconds(random.nextInt(10));
        }

        private void disturb() {
            for (int i = random.nextInt(4); i > 0; i--) {
                if (random.nextBoolean()) {
                    touched.add(add());
                } else {
                    String id = active.get(random.nextInt(active.size()));
                    touched.add(id);
                    STORE.change(
                            id,
                            task -> task.state() == TaskState.CREATED
                                    ? new TaskChange.Complete(TestStores.NOW, Map.of(), false)
                                    : new TaskChange.Keep());
                }
            }
        }

        private List<TaskHit> page(Side side, List<String> position, int size) {
            TaskQueryBuilder builder = query.get().pageSize(size);
            return STORE.search(
                    position == null
                            ? builder.build()
                            : builder.cursor(new TaskQuery.Cursor(side, position))
                                    .build());
        }

        /** Walks to the end of the list. Walking back starts behind the last task. */
        private void run(Side side) {
            boolean back = side == Side.BEFORE || side == Side.BEFORE_OR_EQUAL;
            boolean inclusive = side == Side.AFTER_OR_EQUAL || side == Side.BEFORE_OR_EQUAL;
            List<TaskHit> whole = page(side, null, 1_000);
            TaskHit at = null;
            List<String> position = null;
            if (back) {
                at = whole.get(whole.size() - 1);
                position = at.sortValues();
                visited.add(at.task().id());
            }
            while (true) {
                List<TaskHit> page = new ArrayList<>(page(side, position, 2 + random.nextInt(6)));
                if (inclusive && at != null) {
                    String last = at.task().id();
                    page.removeIf(hit -> hit.task().id().equals(last));
                }
                if (page.isEmpty()) {
                    return;
                }
                for (int i = 0; i < page.size(); i++) {
                    visited.add(page.get(back ? page.size() - 1 - i : i).task().id());
                }
                at = page.get(back ? 0 : page.size() - 1);
                position = at.sortValues();
                disturb();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("walks")
    void walk_visitsEveryTaskOnce(Side side, SortField field, boolean ascending, long seed) {
        Walk walk = new Walk(field, ascending, seed);
        walk.run(side);

        Set<String> distinct = new HashSet<>(walk.visited);
        assertEquals(walk.visited.size(), distinct.size(), "visited twice");
        List<String> missed = walk.active.stream()
                .filter(id -> !walk.touched.contains(id) && !distinct.contains(id))
                .toList();
        assertEquals(List.of(), missed, "not visited");
        assertTrue(walk.touched.size() > 5, "nothing was added or completed");
    }
}
