package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.MechanismContext;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Mechanisms that begin noisily, or leave something behind. */
final class LifeBugs {

    /** Opens something. */
    private interface Opening {
        Object open() throws IOException;
    }

    /** Has something in a field, and does not close it. */
    private static final class Holding extends HealthyMechanism {
        private final Object held;

        private Holding(MechanismContext context, Object held) {
            super(context);
            this.held = held;
        }

        @Override
        public String toString() {
            return held.toString();
        }
    }

    private LifeBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                PlantedBug.of("create() prints", Rule.CREATE_IS_SILENT, "it prints: ready", context -> {
                    System.out.println("ready");
                    return new HealthyMechanism(context);
                }),
                PlantedBug.of("create() prints a warning", Rule.CREATE_IS_SILENT, "it prints: no key", context -> {
                    System.err.println("no key");
                    return new HealthyMechanism(context);
                }),
                PlantedBug.of("create() leaves a file", Rule.CREATE_IS_SILENT, "planted-key-", LifeBugs::leavingFile),
                PlantedBug.of("create() throws", Rule.CREATED, "no database", context -> {
                    throw new IllegalStateException("no database");
                }),
                PlantedBug.of("start() throws", Rule.CREATED, "no network", context -> new HealthyMechanism(context) {
                    @Override
                    public void start() {
                        throw new IllegalStateException("no network");
                    }
                }),
                PlantedBug.of("thread stays", Rule.THREADS_END, "the thread key refresh stays", LifeBugs::withThread),
                PlantedBug.of(
                        "timer stays",
                        Rule.THREADS_END,
                        "the thread key timer stays",
                        context -> new Holding(context, new Timer("key timer", true))),
                PlantedBug.of("executor stays", Rule.RELEASED, "ThreadPoolExecutor", LifeBugs::withExecutor)
                        .alsoBreaking(Rule.THREADS_END),
                open("file stays open", "the file /", () -> Files.newBufferedReader(file())),
                open("stream stays open", "the java.io.FileInputStream", () -> new FileInputStream(file().toFile())),
                open(
                        "random access file stays open",
                        "the java.io.RandomAccessFile",
                        () -> new RandomAccessFile(file().toFile(), "r")),
                open("channel stays open", "FileChannelImpl", () -> FileChannel.open(file())),
                open(
                        "socket stays open",
                        "the java.net.ServerSocket",
                        () -> new ServerSocket(0, 1, InetAddress.getLoopbackAddress())));
    }

    private static PlantedBug open(String name, String seen, Opening opening) {
        Function<MechanismContext, AuthenticationMechanism<?>> create = context -> {
            try {
                return new Holding(context, opening.open());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        };
        return PlantedBug.of(name, Rule.RELEASED, seen, create);
    }

    private static Path file() throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "contract-planted-open");
        if (!Files.exists(file)) {
            Files.writeString(file, "robot");
            file.toFile().deleteOnExit();
        }
        return file;
    }

    private static AuthenticationMechanism<?> leavingFile(MechanismContext context) {
        try {
            Path file = Files.createTempFile(Path.of("").toAbsolutePath(), "planted-key-", "");
            file.toFile().deleteOnExit();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new HealthyMechanism(context);
    }

    private static AuthenticationMechanism<?> withThread(MechanismContext context) {
        CountDownLatch never = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "key refresh");
        thread.setDaemon(true);
        thread.start();
        return new HealthyMechanism(context);
    }

    private static AuthenticationMechanism<?> withExecutor(MechanismContext context) {
        ExecutorService executor = Executors.newFixedThreadPool(1, task -> {
            Thread thread = new Thread(task, "key loader");
            thread.setDaemon(true);
            return thread;
        });
        executor.execute(() -> {});
        return new Holding(context, executor);
    }

    /** The healthy one: a thread that close() ends, and a file that it closes. */
    static AuthenticationMechanism<?> closingEverything(MechanismContext context) {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.execute(() -> {});
        BufferedReader reader;
        try {
            reader = Files.newBufferedReader(file());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new HealthyMechanism(context) {
            @Override
            public void close() {
                executor.shutdownNow();
                try {
                    reader.close();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        };
    }
}
