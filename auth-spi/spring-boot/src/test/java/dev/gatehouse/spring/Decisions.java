package dev.gatehouse.spring;

import dev.gatehouse.spi.Decision;
import dev.gatehouse.spi.DecisionListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps the refusals that the host reports. */
final class Decisions implements DecisionListener {

    private final BlockingQueue<Decision> refusals = new LinkedBlockingQueue<>();

    @Override
    public void decided(Decision decision) {
        refusals.add(decision);
    }

    /** Waits for the next refusal. */
    Decision next() throws InterruptedException {
        return refusals.take();
    }

    boolean isEmpty() {
        return refusals.isEmpty();
    }
}
