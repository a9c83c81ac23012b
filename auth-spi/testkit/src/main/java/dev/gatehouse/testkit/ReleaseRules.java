package dev.gatehouse.testkit;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What the contract asks of a mechanism that was closed. */
final class ReleaseRules {

    /** How often a thread is seen at the same place before it counts as one that stays. */
    private static final int LOOKS = 60;

    private static final long BETWEEN_LOOKS = Duration.ofMillis(20).toNanos();

    /**
     * Threads of the JDK that serve the whole process, whatever starts them, and those of its HTTP client, which cannot
     * be closed before Java 21 and ends them when the garbage collector finds it.
     */
    private static final List<String> OF_THE_JDK = List.of(
            "CompletableFutureDelayScheduler",
            "process reaper",
            "Keep-Alive-",
            "Common-Cleaner",
            "HttpClient-",
            "JFR ");

    private final MechanismUnderTest contract;

    ReleaseRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void threads() {
        TestContext context = contract.context();
        // A new thread belongs to the group of the thread that starts it. Those of a test's own back end do not.
        ThreadGroup group = new ThreadGroup("contract of a mechanism");
        try (TestMechanism good = TestMechanism.create(contract, contract.context())) {
            TestRequest request = contract.goodRequest(good);
            List<AssertionError> broken = new ArrayList<>();
            Thread life = new Thread(
                    group,
                    () -> {
                        try {
                            live(context, request);
                        } catch (AssertionError failed) {
                            broken.add(failed);
                        }
                    },
                    "life of a mechanism");
            life.start();
            join(life);
            broken.forEach(failed -> {
                throw failed;
            });
        }
        for (Thread thread : threads(group)) {
            if (!isOfTheJdk(thread) && stays(thread)) {
                Rule.THREADS_END.check(
                        false,
                        "after close() the thread " + thread.getName() + " stays at "
                                + Arrays.stream(thread.getStackTrace())
                                        .findFirst()
                                        .map(Object::toString)
                                        .orElse("its end"));
            }
        }
    }

    private void live(TestContext context, TestRequest request) {
        TestMechanism mechanism = TestMechanism.create(contract, context);
        try {
            mechanism.judge(request, "a good credential");
            contract.badRequests().forEach((what, bad) -> mechanism.judge(bad, what));
        } finally {
            mechanism.close();
            context.closeState();
        }
    }

    private static List<Thread> threads(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 64];
        int count = group.enumerate(threads);
        return List.of(Arrays.copyOf(threads, count));
    }

    private static boolean isOfTheJdk(Thread thread) {
        boolean common = thread instanceof ForkJoinWorkerThread worker && worker.getPool() == ForkJoinPool.commonPool();
        return common || OF_THE_JDK.stream().anyMatch(thread.getName()::startsWith);
    }

    /** Waits until the thread ends, or was seen at the same place so often that it will not. */
    private static boolean stays(Thread thread) {
        StackTraceElement[] place = new StackTraceElement[0];
        int looks = 0;
        while (thread.isAlive() && looks < LOOKS) {
            StackTraceElement[] now = thread.getStackTrace();
            looks = Arrays.equals(place, now) ? looks + 1 : 0;
            place = now;
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return thread.isAlive();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    void resources() {
        // The first life opens what the test itself keeps, such as the files of a back end.
        closed(contract.context());
        Map<Path, Integer> before = openFiles();
        TestContext context = contract.context();
        List<Object> roots = closed(context);
        for (ObjectGraph.Node node : ObjectGraph.of(roots).nodes()) {
            Rule.RELEASED.check(
                    !isOpen(node.object()),
                    "after close() the " + node.object().getClass().getName() + " in " + node.place() + " is open");
        }
        openFiles()
                .forEach((file, count) -> Rule.RELEASED.check(
                        count <= before.getOrDefault(file, 0), "after close() the file " + file + " is open"));
    }

    /** Returns what belongs to a mechanism that was used and closed. */
    private List<Object> closed(TestContext context) {
        TestMechanism mechanism = TestMechanism.create(contract, context);
        List<Object> roots = List.of();
        try {
            mechanism.judge(contract.goodRequest(mechanism), "a good credential");
            roots = mechanism.roots();
        } finally {
            mechanism.close();
            context.closeState();
        }
        return roots;
    }

    private static boolean isOpen(Object object) {
        try {
            if (object instanceof ExecutorService executor) {
                return !executor.isShutdown() && !executor.equals(ForkJoinPool.commonPool());
            }
            if (object instanceof Channel channel) {
                return channel.isOpen();
            }
            if (object instanceof Socket socket) {
                return !socket.isClosed();
            }
            if (object instanceof ServerSocket socket) {
                return !socket.isClosed();
            }
            if (object instanceof DatagramSocket socket) {
                return !socket.isClosed();
            }
            if (object instanceof FileInputStream stream) {
                return stream.getFD().valid();
            }
            if (object instanceof FileOutputStream stream) {
                return stream.getFD().valid();
            }
            return object instanceof RandomAccessFile file && file.getFD().valid();
        } catch (IOException closed) {
            return false;
        }
    }

    /** Returns how often each file is open in this process; empty where the system does not say. */
    private static Map<Path, Integer> openFiles() {
        Map<Path, Integer> open = new HashMap<>();
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return open;
        }
        try (Stream<Path> entries = Files.list(descriptors)) {
            for (Path entry : entries.toList()) {
                count(entry, open);
            }
        } catch (IOException unreadable) {
            open.clear();
        }
        return open;
    }

    private static void count(Path descriptor, Map<Path, Integer> open) {
        try {
            Path file = Files.readSymbolicLink(descriptor);
            String name = file.toString();
            boolean ofTheJvm = name.endsWith(".jar")
                    || name.endsWith(".jfr")
                    || name.startsWith("/proc/")
                    || name.startsWith("/sys/");
            if (Files.isRegularFile(file) && !ofTheJvm) {
                open.merge(file, 1, Integer::sum);
            }
        } catch (IOException closedMeanwhile) {
            return;
        }
    }
}
