package dev.gatehouse.cookie.sessions;

import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsFactory;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the sessions named {@code memory}. They are in the memory of this process: they end with it and are not
 * shared with other nodes. They outlive a reload of the configuration. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class MemorySessionsFactory implements SessionsFactory {

    /** For {@link java.util.ServiceLoader}. */
    public MemorySessionsFactory() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(SessionSettings.shared());
        settings.add(SessionSettings.MAX_SESSIONS);
        return List.copyOf(settings);
    }

    @Override
    public Sessions create(MechanismContext context) {
        SessionPolicy policy = SessionPolicy.of(context);
        int capacity = context.settings().get(SessionSettings.MAX_SESSIONS);
        SessionClock time = SessionClock.of(context);
        MemorySessionStore store =
                context.state("store", MemorySessionStore.class, () -> new MemorySessionStore(capacity, time));
        store.capacity(capacity);
        return new StoredSessions(store, policy, context.clock(), time);
    }
}
