package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.TestServlet;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {

    @TempDir
    Path folder;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final FreshFactory factory = new FreshFactory();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("auth.properties");
        write("auth.mechanisms=fresh\nauth.realm=first\n");
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private Gatehouse.Builder host() {
        return Gatehouse.builder().withoutEnvironment().settingsFile(file).mechanism(factory);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void reloadUnderTraffic_noRequestFailsAndNoClosedMechanismIsAsked() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (HttpRig rig = HttpRig.start(host())) {
            List<Future<Integer>> traffic = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                traffic.add(clients.submit(() -> {
                    int served = 0;
                    try (RawHttp connection = new RawHttp(rig.port())) {
                        do {
                            Answer answer = connection.exchange("GET", "/x", "", bearer(Tokens.READER));
                            assertEquals(200, answer.status(), answer.body());
                            served++;
                        } while (!over.get());
                    }
                    return served;
                }));
            }
            for (int i = 0; i < 100; i++) {
                write("auth.mechanisms=fresh\nauth.realm=realm-" + i + "\n");
                rig.gatehouse.reload();
            }
            Answer refused = rig.get("/x").assertProblem(401);
            assertEquals("Bearer realm=\"realm-99\"", refused.header("WWW-Authenticate"));
            over.set(true);
            for (Future<Integer> served : traffic) {
                assertTrue(served.get() > 0);
            }
            List<FakeMechanism> made = factory.made();
            assertEquals(101, made.size());
            for (FakeMechanism old : made.subList(0, 100)) {
                await(factory.closed(old));
                assertEquals(1, old.closed());
            }
            assertEquals(0, made.get(100).closed());
        }
        assertEquals(1, factory.made().get(100).closed());
    }

    @Test
    void auditSetting_isReloadedToo() throws Exception {
        try (Logs logs = Logs.of("dev.gatehouse.audit")) {
            try (HttpRig rig = HttpRig.start(host())) {
                rig.get("/before", bearer(Tokens.READER));
                write("auth.mechanisms=fresh\nauth.audit=all\n");
                rig.gatehouse.reload();
                rig.get("/after", bearer(Tokens.READER));
            }
            List<String> admissions = logs.messages().stream()
                    .filter(line -> line.contains("\"outcome\":\"admitted\""))
                    .toList();
            assertEquals(1, admissions.size(), admissions.toString());
            assertTrue(admissions.get(0).contains("/after"), admissions.toString());
        }
    }

    @Test
    void badReload_oldSettingsStay() throws Exception {
        try (HttpRig rig = HttpRig.start(host())) {
            for (String bad : List.of(
                    "auth.mechanisms=fresh\nauth.realm=second\nauth.typo=1\n",
                    "auth.mechanisms=fres\nauth.realm=second\n",
                    "auth.realm=second\n",
                    "auth.mechanisms=fresh\nauth.realm=second\nauth.access.path=/x\nauth.access.mechanisms=other\n",
                    "auth.mechanisms=fresh\nauth.realm=seco\\u00")) {
                write(bad);
                assertThrows(SettingException.class, rig.gatehouse::reload, bad);
                assertEquals(200, rig.get("/x", bearer(Tokens.READER)).status());
                assertEquals("Bearer realm=\"first\"", rig.get("/x").header("WWW-Authenticate"));
            }
            Files.delete(file);
            assertThrows(SettingException.class, rig.gatehouse::reload);
            assertEquals(1, factory.made().size());
            assertEquals(0, factory.made().get(0).closed(), "the one in use");
            assertFalse(factory.checked().isEmpty(), "a reload that fails late makes one");
            factory.checked().forEach(late -> assertEquals(1, late.closed()));
        }
    }

    @Test
    void requestUnderWay_endsWithTheOldSettings() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (HttpRig rig = HttpRig.start(host())) {
            FakeMechanism old = factory.made().get(0);
            old.answering(credential -> {
                entered.countDown();
                await(released);
                return Tokens.of("old").authenticate(credential);
            });
            Future<Answer> slow = clients.submit(() -> rig.get("/x", bearer(Tokens.READER)));
            await(entered);
            rig.gatehouse.reload();
            assertTrue(rig.get("/x", bearer(Tokens.READER)).body().startsWith("user=rita@fresh "));
            assertEquals(0, old.closed());
            released.countDown();
            assertTrue(slow.get().body().startsWith("user=rita@old "));
            await(factory.closed(old));
        }
    }

    @Test
    void forwardAfterAReload_isDecidedByTheNewSettings() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Gatehouse.Builder open =
                host().policy(AccessPolicy.builder().open("/open").build());
        try (HttpRig rig = HttpRig.start(open, (request, response) -> {
            if (request.getServletPath().equals("/open")) {
                entered.countDown();
                await(released);
                request.getRequestDispatcher("/protected").forward(request, response);
            } else {
                TestServlet.print(response, TestServlet.seen(request));
            }
        })) {
            Future<Answer> slow = clients.submit(() -> rig.get("/open", bearer(Tokens.READER)));
            await(entered);
            rig.gatehouse.reload();
            await(factory.closed(factory.made().get(0)));
            released.countDown();
            Answer answer = slow.get();
            assertTrue(answer.body().startsWith("user=rita@fresh "), answer.body());
        }
    }

    @Test
    void stateOfAMechanism_outlivesAReloadAndIsClosedAtTheEnd() {
        Gatehouse gatehouse = host().start();
        Object first = factory.states().get(0);
        gatehouse.reload();
        assertEquals(List.of(first, first), factory.states());
        assertEquals(0, factory.stateClosed());
        gatehouse.close();
        assertEquals(1, factory.stateClosed());
    }
}
