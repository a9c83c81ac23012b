package dev.gatehouse.tasklist.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.tasklist.store.DeliveryOptions;
import dev.gatehouse.tasklist.store.DeliveryStatus;
import dev.gatehouse.tasklist.store.NewTask;
import dev.gatehouse.tasklist.store.TaskChange;
import dev.gatehouse.tasklist.store.TaskDelivery;
import dev.gatehouse.tasklist.store.TaskEvent;
import dev.gatehouse.tasklist.store.TaskEvent.Kind;
import dev.gatehouse.tasklist.store.TaskEvent.Origin;
import dev.gatehouse.tasklist.store.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The delivery of task events, with every database. */
interface DeliveryContract {

    DeliveryOptions QUICK = DeliveryOptions.defaults()
            .withRetries(Duration.ofMillis(5), Duration.ofMillis(20))
            .withPoll(Duration.ofMillis(10));

    /** Returns the URL of an empty database. */
    String newDatabase();

    /** Opens a store with the system clock. */
    JdbcTaskStore open(String url);

    @Test
    default void everyChange_isDeliveredInOrder() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            RecordingListener listener = new RecordingListener();
            store.engine().listen(listener, QUICK);
            TestStores.deploy(store);
            store.create(NewTask.of(100, "review").key(1).processInstanceKey(10));
            store.forCaller("ann").change("1", task -> new TaskChange.Claim("ann"));
            store.change("1", task -> new TaskChange.Keep());
            store.change("1", task -> new TaskChange.SaveDrafts(Map.of("d", "1")));
            store.change("1", task -> new TaskChange.Assign(null));
            store.change("1", task -> new TaskChange.Assign("bob"));
            store.update("1", details -> details.withCandidateGroups(List.of("sales")));
            store.update("1", details -> details.withAssignee("cleo"));
            store.update("1", details -> details);
            store.change("1", task -> new TaskChange.Complete(TestStores.NOW, Map.of("a", "\"1\""), true));
            store.create(NewTask.of(100, "review").key(2).processInstanceKey(10));
            store.cancel("2", TestStores.NOW);
            store.engine().deleteInstance(10);

            List<TaskEvent> events = listener.take(11);
            assertEquals(
                    List.of(
                            "CREATED 1 TASKLIST",
                            "CLAIMED 1 TASKLIST",
                            "UNASSIGNED 1 TASKLIST",
                            "ASSIGNED 1 TASKLIST",
                            "UPDATED 1 TASKLIST",
                            "ASSIGNED 1 TASKLIST",
                            "COMPLETED 1 TASKLIST",
                            "CREATED 2 TASKLIST",
                            "CANCELED 2 TASKLIST",
                            "DELETED 1 ENGINE",
                            "DELETED 2 ENGINE"),
                    events.stream()
                            .map(e -> e.kind() + " " + e.task().key() + " " + e.origin())
                            .toList());
            assertEquals("ann", events.get(1).task().assignee());
            assertNull(events.get(2).task().assignee());
            assertEquals(Map.of("a", "\"1\""), events.get(6).variables());
            assertEquals(TestStores.NOW, events.get(6).task().completionTime());
            assertEquals("cleo", events.get(6).task().assignee());
            assertEquals(List.of("sales"), events.get(9).task().candidateGroups());
        }
    }

    @Test
    default void event_hasTheWholeTask() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            RecordingListener listener = new RecordingListener();
            store.engine().listen(listener, QUICK);
            TestStores.deploy(store);
            for (String element : List.of("review", "approve", "sign", "unknown")) {
                var created = store.create(NewTask.of(100, element)
                        .priority(77)
                        .dueDate(TestStores.NOW)
                        .followUpDate(TestStores.NOW.plusSeconds(1)));
                assertEquals(created, listener.take(1).get(0).task());
            }
        }
    }

    @Test
    default void withoutListener_nothingIsRecorded() {
        try (JdbcTaskStore store = open(newDatabase())) {
            TestStores.deploy(store);
            store.create(NewTask.of(100, "review").key(1));
            store.change("1", task -> new TaskChange.Claim("ann"));
            store.engine().upsert(NewTask.of(100, "review").key(2));
            store.engine().load(List.of(NewTask.of(100, "review").key(3)));
            store.engine().cancel(2, null, TestStores.NOW);
            store.engine().deleteEnded(TestStores.NOW.plusSeconds(1));
            assertEquals(0, EngineStoreContract.count(store, "task_event"));
        }
    }

    @Test
    default void failingTask_waitsAloneAndKeepsItsOrder() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            RecordingListener listener = new RecordingListener();
            listener.failAt(event -> event.task().key() == 1);
            TaskDelivery delivery = store.engine().listen(listener, QUICK);
            TestStores.deploy(store);
            store.create(NewTask.of(100, "review").key(1));
            store.change("1", task -> new TaskChange.Claim("ann"));
            store.create(NewTask.of(100, "review").key(2));
            store.change("2", task -> new TaskChange.Claim("ann"));
            assertEquals(List.of("CREATED 2", "CLAIMED 2"), listener.kinds(2));
            // Each attempt is for the first event; the second one never overtakes it.
            for (int i = 0; i < 3; i++) {
                assertEquals(Kind.CREATED, listener.takeRefused().kind());
            }
            // What the listener has heard is removed a moment later.
            awaitPending(delivery, 2);
            DeliveryStatus status = delivery.status();
            assertEquals(1, status.waitingTasks());
            assertTrue(status.failures() >= 2, status::toString);
            listener.failAt(event -> false);
            assertEquals(List.of("CREATED 1", "CLAIMED 1"), listener.kinds(2));
            awaitTrimmed(delivery);
            assertEquals(0, delivery.status().waitingTasks());
        }
    }

    @Test
    default void delivery_isInFiguresAndHealth() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            TestStores.deploy(store);
            assertEquals(-1, figure(store, "events.pending"), "there is no listener");
            RecordingListener listener = new RecordingListener();
            listener.failAt(event -> event.task().key() == 1);
            TaskDelivery delivery = store.engine().listen(listener, QUICK);
            store.create(NewTask.of(100, "review").key(1));
            store.create(NewTask.of(100, "review").key(2));
            listener.takeRefused();
            listener.take(1);
            awaitPending(delivery, 1);

            Health health = store.health();
            assertEquals(Health.State.UP, health.state(), health::toString);
            assertTrue(health.detail().startsWith("events of tasks are not delivered: 1 pending, the oldest since "));
            assertTrue(health.detail().contains(", 1 tasks wait for another attempt, "), health::toString);
            assertEquals(1, figure(store, "events.pending"));
            assertEquals(1, figure(store, "events.waiting"));
            assertTrue(figure(store, "events.failures") >= 1);
            assertTrue(figure(store, "events.oldest.seconds") >= 0);

            listener.failAt(event -> false);
            listener.take(1);
            awaitTrimmed(delivery);
            assertEquals(Health.up(), store.health());
            assertEquals(0, figure(store, "events.pending"));
            assertEquals(0, figure(store, "events.oldest.seconds"));
            assertEquals(2, figure(store, "events.delivered"));
        }
    }

    @Test
    default void listenerThatHangs_isInTheFigures() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (JdbcTaskStore store = open(newDatabase())) {
            TestStores.deploy(store);
            store.engine()
                    .listen(
                            event -> {
                                entered.countDown();
                                released.await();
                            },
                            QUICK);
            store.create(NewTask.of(100, "review").key(1));
            entered.await();
            try {
                assertEquals(1, figure(store, "events.pending"));
            } finally {
                released.countDown();
            }
        }
    }

    private static double figure(JdbcTaskStore store, String name) {
        return store.measurements().stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElse(-1);
    }

    @Test
    default void outage_endsWithEveryEventDelivered() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            RecordingListener listener = new RecordingListener();
            listener.failAt(event -> true);
            TaskDelivery delivery = store.engine().listen(listener, QUICK);
            TestStores.deploy(store);
            for (long key = 1; key <= 30; key++) {
                store.create(NewTask.of(100, "review").key(key));
                store.change(Long.toString(key), task -> new TaskChange.Claim("ann"));
            }
            for (int i = 0; i < 12; i++) {
                listener.takeRefused();
            }
            listener.failAt(event -> false);
            Map<Long, List<Kind>> byTask = new HashMap<>();
            for (TaskEvent event : listener.take(60)) {
                byTask.computeIfAbsent(event.task().key(), key -> new ArrayList<>())
                        .add(event.kind());
            }
            byTask.values().forEach(kinds -> assertEquals(List.of(Kind.CREATED, Kind.CLAIMED), kinds));
            assertEquals(30, byTask.size());
            awaitTrimmed(delivery);
        }
    }

    @Test
    default void discardedEvents_areNotDelivered() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            RecordingListener listener = new RecordingListener();
            listener.failAt(event -> true);
            // The attempt that is discarded is not repeated before the test discards it.
            TaskDelivery delivery =
                    store.engine().listen(listener, QUICK.withRetries(Duration.ofHours(1), Duration.ofHours(1)));
            TestStores.deploy(store);
            store.create(NewTask.of(100, "review").key(1));
            listener.takeRefused();
            while (delivery.status().waitingTasks() == 0) {
                Thread.onSpinWait();
            }
            assertEquals(1, delivery.discard("1"));
            assertEquals(0, delivery.status().pending());
            listener.failAt(event -> false);
            store.create(NewTask.of(100, "review").key(2));
            assertEquals(List.of("CREATED 2"), listener.kinds(1));
        }
    }

    @Test
    default void undeliveredEvents_surviveARestart() throws InterruptedException {
        String url = newDatabase();
        JdbcTaskStore other = open(url);
        try (JdbcTaskStore store = open(url)) {
            RecordingListener down = new RecordingListener();
            down.failAt(event -> true);
            store.engine().listen(down, QUICK);
            TestStores.deploy(store);
            store.create(NewTask.of(100, "review").key(1));
            store.change("1", task -> new TaskChange.Claim("ann"));
            down.takeRefused();
        }
        try (other) {
            RecordingListener listener = new RecordingListener();
            other.engine().listen(listener, QUICK);
            assertEquals(List.of("CREATED 1", "CLAIMED 1"), listener.kinds(2));
        }
    }

    @Test
    default void twoNodes_deliverEachTaskInOrder() throws InterruptedException {
        String url = newDatabase();
        Map<Long, List<Long>> seen = new ConcurrentHashMap<>();
        Set<String> overlaps = ConcurrentHashMap.newKeySet();
        CountDownLatch rest = new CountDownLatch(600);
        try (JdbcTaskStore one = open(url);
                JdbcTaskStore two = open(url)) {
            TestStores.deploy(one);
            Set<String> calling = ConcurrentHashMap.newKeySet();
            for (JdbcTaskStore node : List.of(one, two)) {
                node.engine()
                        .listen(
                                event -> {
                                    if (!calling.add("call")) {
                                        overlaps.add(event.toString());
                                    }
                                    seen.computeIfAbsent(event.task().key(), key -> new ArrayList<>())
                                            .add(event.id());
                                    calling.remove("call");
                                    rest.countDown();
                                },
                                QUICK);
            }
            for (long key = 1; key <= 200; key++) {
                JdbcTaskStore node = key % 2 == 0 ? one : two;
                node.create(NewTask.of(100, "review").key(key));
                one.change(Long.toString(key), task -> new TaskChange.Claim("ann"));
                two.change(
                        Long.toString(key), task -> new TaskChange.Complete(TestStores.NOW, Map.of("a", "1"), false));
            }
            rest.await();
        }
        assertEquals(Set.of(), overlaps);
        assertEquals(200, seen.size());
        seen.forEach((key, ids) -> assertEquals(ids.stream().sorted().distinct().toList(), ids));
    }

    @Test
    default void listenerMayUseTheStore() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            TestStores.deploy(store);
            RecordingListener listener = new RecordingListener();
            store.engine()
                    .listen(
                            event -> {
                                if (event.kind() == Kind.CLAIMED && event.origin() == Origin.TASKLIST) {
                                    store.engine()
                                            .upsert(NewTask.of(100, "review")
                                                    .key(event.task().key())
                                                    .name("Seen"));
                                }
                                listener.onEvent(event);
                            },
                            QUICK);
            store.create(NewTask.of(100, "review").key(1));
            store.change("1", task -> new TaskChange.Claim("ann"));
            assertEquals(List.of("CREATED 1", "CLAIMED 1", "UPDATED 1"), listener.kinds(3));
            assertThrows(IllegalStateException.class, () -> store.engine().listen(listener, QUICK));
        }
    }

    @Test
    default void retention_deletesOldTasksInTheBackground() throws InterruptedException {
        try (JdbcTaskStore store = open(newDatabase())) {
            RecordingListener listener = new RecordingListener();
            TestStores.deploy(store);
            Instant now = Instant.now();
            NewTask old = NewTask.of(100, "review").key(1).creationTime(now.minus(Duration.ofDays(20)));
            store.create(old.state(TaskState.COMPLETED).completionTime(now.minus(Duration.ofDays(11))));
            store.create(NewTask.of(100, "review").key(2).creationTime(now.minus(Duration.ofDays(20))));
            store.create(NewTask.of(100, "review").key(3).state(TaskState.CANCELED));
            store.engine().listen(listener, QUICK);
            store.engine().retain(Duration.ofDays(10), Duration.ofMillis(5));
            TaskEvent event = listener.take(1).get(0);
            assertEquals(
                    "DELETED RETENTION 1",
                    event.kind() + " " + event.origin() + " " + event.task().key());
            assertTrue(store.find("2").isPresent() && store.find("3").isPresent());
            assertThrows(IllegalStateException.class, () -> store.engine().retain(Duration.ofDays(1)));
        }
    }

    /** Waits until the transaction that delivered the last event has deleted it. */
    private static void awaitTrimmed(TaskDelivery delivery) {
        awaitPending(delivery, 0);
    }

    private static void awaitPending(TaskDelivery delivery, long events) {
        while (delivery.status().pending() != events) {
            Thread.onSpinWait();
        }
    }
}
