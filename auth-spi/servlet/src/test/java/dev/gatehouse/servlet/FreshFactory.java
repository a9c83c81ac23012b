package dev.gatehouse.servlet;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a new mechanism each time; one that is asked after it was closed throws. */
final class FreshFactory implements AuthenticationMechanismFactory {

    private final List<FakeMechanism> made = new CopyOnWriteArrayList<>();
    private final List<FakeMechanism> checked = new CopyOnWriteArrayList<>();
    private final Map<FakeMechanism, CountDownLatch> closed = new ConcurrentHashMap<>();
    private final List<Object> states = new CopyOnWriteArrayList<>();
    private final AtomicInteger stateClosed = new AtomicInteger();

    /** State that wants to be closed. */
    private final class State implements AutoCloseable {
        @Override
        public void close() {
            stateClosed.incrementAndGet();
        }
    }

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        FakeMechanism mechanism = FakeMechanism.authorization("fresh", "Bearer");
        if (context.checkOnly()) {
            checked.add(mechanism);
            return mechanism;
        }
        states.add(context.state("state", State.class, State::new));
        CountDownLatch latch = new CountDownLatch(1);
        closed.put(mechanism, latch);
        mechanism.closing(latch::countDown).answering(credential -> {
            if (mechanism.closed() > 0) {
                throw new IllegalStateException("asked after it was closed");
            }
            return Tokens.of("fresh").authenticate(credential);
        });
        made.add(mechanism);
        return mechanism;
    }

    List<FakeMechanism> made() {
        return made;
    }

    /** Returns the mechanisms that were made for a check. */
    List<FakeMechanism> checked() {
        return checked;
    }

    List<Object> states() {
        return states;
    }

    int stateClosed() {
        return stateClosed.get();
    }

    /** Returns what opens when a mechanism is closed. */
    CountDownLatch closed(FakeMechanism mechanism) {
        return closed.computeIfAbsent(mechanism, unknown -> {
            throw new IllegalArgumentException("not made here");
        });
    }
}
