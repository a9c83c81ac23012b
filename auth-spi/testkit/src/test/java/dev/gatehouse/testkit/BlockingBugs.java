package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.RequestView;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Mechanisms that wait and do not say so. */
final class BlockingBugs {

    /** In milliseconds: a thread of a busy machine may begin to wait after a shorter time is over. */
    private static final long LONG = 50;

    /** Something that waits. */
    private interface Wait {
        void run() throws IOException, InterruptedException, ExecutionException;
    }

    private BlockingBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                extractor("extractor reads a file", "it reads the file", () -> Files.readString(keys())),
                extractor("extractor sleeps", "it sleeps", () -> Thread.sleep(1)),
                authenticator("authenticator reads a file", "it reads the file", BlockingBugs::readStream),
                authenticator(
                        "authenticator reads a file with channels",
                        "it reads the file",
                        () -> Files.readAllLines(keys())),
                authenticator(
                        "authenticator writes a file",
                        "it writes the file",
                        () -> Files.writeString(keys(), " ", StandardOpenOption.APPEND)),
                authenticator("authenticator sleeps", "it sleeps", () -> TimeUnit.MILLISECONDS.sleep(1)),
                authenticator("authenticator uses a socket", "it uses a socket", BlockingBugs::useSocket),
                authenticator(
                        "authenticator sends a request", "it waits for another thread", BlockingBugs::sendRequest),
                authenticator(
                        "authenticator polls a queue",
                        "it waits for another thread",
                        () -> new LinkedBlockingQueue<String>().poll(LONG, TimeUnit.MILLISECONDS)),
                authenticator(
                        "authenticator waits for a latch",
                        "it waits for another thread",
                        () -> new CountDownLatch(1).await(LONG, TimeUnit.MILLISECONDS)),
                authenticator("authenticator waits for a future", "it waits for another thread", BlockingBugs::future),
                authenticator(
                        "authenticator waits on a monitor", "it waits for another thread", BlockingBugs::monitor));
    }

    private static PlantedBug extractor(String name, String seen, Wait wait) {
        return PlantedBug.of(name, Rule.EXTRACTOR_DOES_NOT_BLOCK, seen, context -> new HealthyMechanism(context) {
            @Override
            Optional<Credential> extract(RequestView request) {
                run(wait);
                return super.extract(request);
            }
        });
    }

    private static PlantedBug authenticator(String name, String seen, Wait wait) {
        Function<MechanismContext, AuthenticationMechanism<?>> create = context -> new HealthyMechanism(context) {
            @Override
            AuthenticationResult authenticate(Credential credential) {
                run(wait);
                return super.authenticate(credential);
            }
        };
        return PlantedBug.of(name, Rule.AUTHENTICATOR_DOES_NOT_BLOCK, seen, create);
    }

    private static void run(Wait wait) {
        try {
            wait.run();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path keys() throws IOException {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "contract-planted-keys");
        if (!Files.exists(file)) {
            Files.writeString(file, "robot");
            file.toFile().deleteOnExit();
        }
        return file;
    }

    private static void readStream() throws IOException {
        try (FileInputStream stream = new FileInputStream(keys().toFile())) {
            stream.readNBytes(16);
        }
    }

    private static void useSocket() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            socket.getOutputStream().write(1);
        }
    }

    private static void sendRequest() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI place = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            onceItWaits(Thread.currentThread(), () -> close(server));
            Client.SHARED.send(HttpRequest.newBuilder(place).build(), BodyHandlers.discarding());
        } catch (IOException withoutAnAnswer) {
            return;
        }
    }

    /** A response that comes before the thread waits for it would be no wait. */
    private static void onceItWaits(Thread thread, Runnable action) {
        Thread other = new Thread(
                () -> {
                    while (thread.getState() != Thread.State.WAITING) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    action.run();
                },
                "answers");
        other.setDaemon(true);
        other.start();
    }

    private static void close(ServerSocket server) {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A client for all, as libraries have it. It is created when it is needed. */
    private static final class Client {
        private static final HttpClient SHARED = HttpClient.newHttpClient();
    }

    private static void future() throws ExecutionException, InterruptedException {
        CompletableFuture<String> future = new CompletableFuture<>();
        onceItWaits(Thread.currentThread(), () -> future.complete("late"));
        future.get();
    }

    @SuppressWarnings("WaitNotInLoop") // nothing is waited for
    private static synchronized void monitor() throws InterruptedException {
        BlockingBugs.class.wait(1L);
    }
}
