package dev.gatehouse.support.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BackgroundThreadsTest {

    private final CompletableFuture<RuntimeException> defect = new CompletableFuture<>();
    private final BackgroundThreads threads = new BackgroundThreads("timer", "worker", defect::complete);

    @Test
    void tasks_runOnNamedDaemons() {
        try (threads) {
            CompletableFuture<Thread> timer = new CompletableFuture<>();
            threads.after(Duration.ofMillis(1), () -> timer.complete(Thread.currentThread()));
            Thread worker = CompletableFuture.supplyAsync(Thread::currentThread, threads.workers())
                    .join();
            assertEquals("timer", timer.join().getName());
            assertEquals("worker", worker.getName());
            assertTrue(timer.join().isDaemon() && worker.isDaemon());
        }
    }

    @Test
    void taskThatThrows_isReportedAndTheNextOneRuns() {
        try (threads) {
            RuntimeException thrown = new IllegalStateException();
            threads.after(Duration.ZERO, () -> {
                throw thrown;
            });
            assertSame(thrown, defect.join());
            CompletableFuture<Boolean> next = new CompletableFuture<>();
            threads.after(Duration.ZERO, () -> next.complete(true));
            assertTrue(next.join());
        }
    }

    @Test
    void closedThreads_dropLaterTasks() {
        threads.close();
        threads.after(Duration.ZERO, () -> defect.complete(new IllegalStateException()));
        assertThrows(RejectedExecutionException.class, () -> threads.workers().execute(() -> {}));
        assertTrue(!defect.isDone());
    }

    @Test
    void close_waitsForTasksThatEndWhenTheyAreInterrupted() {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        threads.workers().execute(() -> {
            begun.complete(true);
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            ended.complete(true);
        });
        begun.join();
        threads.close();
        assertTrue(threads.workers().isTerminated());
        assertTrue(ended.isDone());
    }

    @Test
    void taskThatClosesItsThreads_doesNotWaitForItself() {
        CompletableFuture<Boolean> terminated = new CompletableFuture<>();
        threads.workers().execute(() -> {
            threads.close();
            terminated.complete(threads.workers().isTerminated());
        });
        assertFalse(terminated.join());
    }
}
