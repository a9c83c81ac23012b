package dev.gatehouse.testoutput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class FailureOutputTest {

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @BeforeEach
    void takeConsole() {
        System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
    }

    @AfterEach
    void giveConsoleBack() {
        System.setOut(out);
        System.setErr(err);
    }

    private String run(Class<?> tests) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new FailureOutput())
                .build();
        LauncherFactory.create(config)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build());
        return console.toString(StandardCharsets.UTF_8);
    }

    static class Passing {
        @Test
        void chatter() {
            System.out.println("passing says out");
            System.err.println("passing says err");
        }
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Mixed {
        @BeforeAll
        static void setUp() {
            System.out.println("set-up says");
        }

        @Test
        void a_passes() {
            System.out.println("a says");
        }

        @Test
        void b_fails() throws InterruptedException {
            Thread other = new Thread(() -> System.err.println("b's thread says"));
            other.start();
            other.join();
            System.out.println("b says \u00fc");
            Assertions.fail("on purpose");
        }

        @Test
        void c_passes() {
            System.out.println("c says");
        }
    }

    static class FailingSetUp {
        @BeforeAll
        static void setUp() {
            System.out.println("failing set-up says");
            throw new IllegalStateException("on purpose");
        }

        @Test
        void neverRun() {}
    }

    static class Talkative {
        @Test
        void fails() {
            System.out.println("first line");
            for (int i = 0; i < 10_000; i++) {
                System.out.println("x".repeat(99));
            }
            System.out.println("last line");
            Assertions.fail("on purpose");
        }
    }

    @Test
    void passingTest_printsNothing() {
        assertEquals("", run(Passing.class));
    }

    @Test
    void failingTest_showsItsOwnOutputAndThatOfItsSetUpOnly() {
        String shown = run(Mixed.class);
        assertTrue(shown.contains("b_fails()") && shown.contains("b says \u00fc"), shown);
        assertTrue(shown.contains("b's thread says"), shown);
        assertTrue(shown.contains("set-up says"), shown);
        assertFalse(shown.contains("a says") || shown.contains("c says"), shown);
    }

    @Test
    void failingSetUp_showsItsOutput() {
        assertTrue(run(FailingSetUp.class).contains("failing set-up says"));
    }

    @Test
    void talkativeTest_showsTheEndOfItsOutput() {
        String shown = run(Talkative.class);
        assertTrue(shown.contains("last line") && shown.contains("left out"), shown);
        assertFalse(shown.contains("first line"));
        assertTrue(shown.length() < Tail.LIMIT + 1000, "length " + shown.length());
    }

    @Test
    void streams_areGivenBack() {
        PrintStream before = System.out;
        run(Mixed.class);
        assertEquals(before, System.out);
    }

    @Test
    void listener_isFoundByTheTestRunner() {
        assertTrue(ServiceLoader.load(TestExecutionListener.class).stream()
                .anyMatch(provider -> provider.type() == FailureOutput.class));
    }
}
