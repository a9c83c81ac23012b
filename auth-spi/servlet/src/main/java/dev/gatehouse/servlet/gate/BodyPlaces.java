package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The places of bodies that are being read. Where there is none left, the occupant that has been silent longest is
 * given up, so that clients that send nothing cannot keep out those that do. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class BodyPlaces {

    private static final long SILENT = TimeUnit.SECONDS.toNanos(1);

    /**
     * How many places there are.
     *
     * @param each for one sharer
     * @param all for all sharers together
     */
    public record Limits(int each, int all) {}

    /** A body that is being read. */
    public interface Occupant {
        /** Returns who it is read for. */
        Object sharer();

        /** Returns since when nothing has arrived; {@code null} if the body cannot be given up. */
        @Nullable
        Long silentSince();

        /** Ends the body, whose place has been taken. */
        void giveUp();
    }

    /** An occupant whose thread is blocked, so that it cannot be given up. Each object is one place. */
    public static final class Fixed implements Occupant {
        private final Object sharer;

        public Fixed(Object sharer) {
            this.sharer = sharer;
        }

        @Override
        public Object sharer() {
            return sharer;
        }

        @Override
        public @Nullable Long silentSince() {
            return null;
        }

        @Override
        public void giveUp() {}
    }

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Map<Object, Set<Occupant>> shares = new HashMap<>();
    private final Set<Occupant> all = new HashSet<>();

    public BodyPlaces(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Takes a place, if there is one or another body can be given up for it. */
    public boolean enter(Occupant occupant) {
        Occupant givenUp = null;
        synchronized (this) {
            Set<Occupant> own = shares.getOrDefault(occupant.sharer(), Set.of());
            if (own.size() >= limits.each() || all.size() >= limits.all()) {
                givenUp = longestSilent(own.size() >= limits.each() ? own : all);
                if (givenUp == null) {
                    return false;
                }
                leave(givenUp);
            }
            all.add(occupant);
            shares.computeIfAbsent(occupant.sharer(), sharer -> new HashSet<>()).add(occupant);
        }
        if (givenUp != null) {
            givenUp.giveUp();
        }
        return true;
    }

    /** Frees the place of an occupant, if it still has one. */
    public synchronized void leave(Occupant occupant) {
        Set<Occupant> own = shares.get(occupant.sharer());
        if (all.remove(occupant) && own != null) {
            own.remove(occupant);
            if (own.isEmpty()) {
                shares.remove(occupant.sharer());
            }
        }
    }

    synchronized int taken() {
        return all.size();
    }

    private @Nullable Occupant longestSilent(Collection<Occupant> occupants) {
        long now = nanoTime.getAsLong();
        long longest = SILENT;
        Occupant found = null;
        for (Occupant occupant : occupants) {
            Long since = occupant.silentSince();
            if (since != null && now - since >= longest) {
                longest = now - since;
                found = occupant;
            }
        }
        return found;
    }
}
