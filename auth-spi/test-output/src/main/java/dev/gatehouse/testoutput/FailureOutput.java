package dev.gatehouse.testoutput;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Takes over the standard streams while tests run. The output of a test is dropped when it passes and printed when it
 * fails, together with what was printed around it, by set-up methods for example. Tests run one after the other, so
 * what threads in the background print belongs to the test that runs at that moment. The property
 * {@code gatehouse.output=all} prints everything at once.
 */
public final class FailureOutput implements TestExecutionListener {

    private final Tail outside = new Tail();
    private final Tail inside = new Tail();
    private volatile Tail current = outside;
    private @Nullable PrintStream out;
    private @Nullable PrintStream err;

    /** For the test runner. */
    public FailureOutput() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if ("all".equals(System.getProperty("gatehouse.output"))) {
            return;
        }
        out = System.out;
        err = System.err;
        System.setOut(into(bytes -> current.add(bytes)));
        System.setErr(into(bytes -> current.add(bytes)));
    }

    private static PrintStream into(Consumer<byte[]> sink) {
        return new PrintStream(new Sink(sink), true, StandardCharsets.UTF_8);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            inside.clear();
            current = inside;
        } else if (isTopLevel(test)) {
            outside.clear();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        current = outside;
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            show(test);
        }
        inside.clear();
    }

    private void show(TestIdentifier test) {
        PrintStream console = out;
        if (console == null) {
            return;
        }
        // In one piece, so that nothing else gets between.
        String all = outside.text() + inside.text();
        if (!all.isEmpty()) {
            console.print("---- output of " + test.getLegacyReportingName() + " in "
                    + test.getParentId().orElse("") + "\n" + all + (all.endsWith("\n") ? "" : "\n")
                    + "---- end of output\n");
            console.flush();
        }
    }

    // Below the engine, that is: a test class that is not nested in another one.
    private static boolean isTopLevel(TestIdentifier container) {
        return container.getUniqueIdObject().getSegments().size() == 2;
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (out != null && err != null) {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
