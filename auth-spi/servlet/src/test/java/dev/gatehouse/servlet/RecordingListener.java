package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.fail;

import dev.gatehouse.servlet.http.Canary;
import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what it hears, and checks that no decision shows a secret. */
final class RecordingListener implements DecisionListener {

    private final BlockingQueue<Decision> decisions = new LinkedBlockingQueue<>();

    @Override
    public boolean wantsAdmissions() {
        return true;
    }

    @Override
    public void decided(Decision decision) {
        decisions.add(decision);
    }

    /** Returns the next decision; waits for it, since listeners are told on a thread of their own. */
    Decision next() {
        try {
            Decision decision = decisions.take();
            Canary.clean("a decision", decision.toString());
            return decision;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail(interrupted);
        }
    }

    /** Returns the decisions that were told and not taken yet. */
    int waiting() {
        return decisions.size();
    }
}
