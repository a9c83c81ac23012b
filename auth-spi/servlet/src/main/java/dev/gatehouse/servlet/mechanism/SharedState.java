package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.StackSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of mechanisms that outlives a reload. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class SharedState implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedState.class);

    private final Map<String, Object> states = new HashMap<>();

    /** Returns the state with this name. Creates it at the first call. */
    public synchronized <T> T get(String name, Class<T> type, Supplier<? extends T> create) {
        Object state = states.get(name);
        if (state == null) {
            state = create.get();
            states.put(name, state);
        }
        if (!type.isInstance(state)) {
            throw new IllegalStateException(
                    "the state " + name + " is a " + state.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(state);
    }

    @Override
    public void close() {
        List<Object> all;
        synchronized (this) {
            all = new ArrayList<>(states.values());
            states.clear();
        }
        for (Object state : all) {
            if (state instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception failure) {
                    LOG.warn("closing the state of a mechanism failed with {}", StackSummary.of(failure));
                }
            }
        }
    }
}
