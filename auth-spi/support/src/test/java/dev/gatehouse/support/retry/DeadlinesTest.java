package dev.gatehouse.support.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final Deadlines deadlines = new Deadlines("deadlines");

    @Test
    void futureTakesTooLong_ends() {
        try (deadlines) {
            CompletableFuture<String> failing = deadlines.fail(new CompletableFuture<>(), Duration.ofMillis(1));
            assertTimeout(failing);
            CompletableFuture<String> completing =
                    deadlines.complete(new CompletableFuture<>(), "late", Duration.ofMillis(1));
            assertEquals("late", completing.join());
        }
    }

    @Test
    void futureIsInTime_keepsItsValue() {
        try (deadlines) {
            CompletableFuture<String> future = new CompletableFuture<>();
            assertSame(future, deadlines.fail(future, LONG));
            future.complete("in time");
            assertEquals("in time", future.join());
            assertEquals(
                    "at once",
                    deadlines
                            .fail(CompletableFuture.completedFuture("at once"), LONG)
                            .join());
        }
    }

    @Test
    void closed_nothingWaitsAnyMore() {
        CompletableFuture<String> before = deadlines.fail(new CompletableFuture<>(), LONG);
        CompletableFuture<String> completing = deadlines.complete(new CompletableFuture<>(), "closed", LONG);
        deadlines.close();
        assertTimeout(before);
        assertEquals("closed", completing.join());
        assertTimeout(deadlines.fail(new CompletableFuture<>(), LONG));
    }

    @Test
    void idle_threadEnds() throws InterruptedException {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<String> future = new CompletableFuture<>();
        future.whenComplete((value, failure) -> thread.complete(Thread.currentThread()));
        deadlines.complete(future, "late", Duration.ofMillis(1));
        assertNotNull(thread.join());
        assertEquals("deadlines", thread.join().getName());
        thread.join().join();
        assertTimeout(deadlines.fail(new CompletableFuture<>(), Duration.ofMillis(1)));
    }

    private static void assertTimeout(CompletableFuture<?> future) {
        CompletionException failure = assertThrows(CompletionException.class, future::join);
        assertInstanceOf(TimeoutException.class, failure.getCause());
    }
}
