package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.MechanismContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Mechanisms whose memory clients can fill. */
final class MemoryBugs {

    /** Has one set for all instances. */
    private static final class RemembersForAll extends HealthyMechanism {
        private static final Set<Integer> REFUSED = ConcurrentHashMap.newKeySet();

        private RemembersForAll(MechanismContext context) {
            super(context);
        }

        @Override
        boolean isGood(String key) {
            boolean good = super.isGood(key);
            if (!good) {
                REFUSED.add(key.hashCode());
            }
            return good;
        }
    }

    /** Ten times for each key. */
    private static final class Times {
        private final Map<Integer, List<Instant>> byKey = new ConcurrentHashMap<>();

        private void add(String key) {
            Instant first = Instant.EPOCH.plusSeconds(key.hashCode());
            byKey.put(
                    key.hashCode(),
                    IntStream.range(0, 10).mapToObj(first::plusMillis).toList());
        }
    }

    /** A list of its own. */
    private static final class Chain {
        private record Link(Integer key, @Nullable Link previous) {}

        private @Nullable Link last;

        private synchronized void add(String key) {
            last = new Link(key.hashCode(), last);
        }
    }

    private MemoryBugs() {}

    static List<PlantedBug> all() {
        return List.of(
                kept(
                        "every key is remembered",
                        "there are 256 more at a key in field held of dev.gatehouse.testkit.StateBugs$Holding;",
                        MemoryBugs::rememberingKeys),
                kept(
                        "every key is remembered for all",
                        "256 more at an element of field REFUSED of dev.gatehouse.testkit.MemoryBugs$RemembersForAll;",
                        RemembersForAll::new),
                kept(
                        "the times of every key are remembered",
                        "StateBugs$Holding > a key in field byKey of dev.gatehouse.testkit.MemoryBugs$Times, 256 more",
                        MemoryBugs::rememberingTimes),
                kept(
                        "a chain remembers every key",
                        "StateBugs$Holding > field last of dev.gatehouse.testkit.MemoryBugs$Chain > field previous of",
                        MemoryBugs::rememberingChain),
                kept(
                                "more is remembered than was said",
                                "remembersAtMost() is for a limit that the mechanism enforces",
                                MemoryBugs::rememberingDigests)
                        .remembering(100),
                kept(
                                "long keys are remembered in full",
                                "an element of field held of dev.gatehouse.testkit.StateBugs$Holding; keep a digest",
                                MemoryBugs::rememberingLast)
                        .remembering(64));
    }

    private static PlantedBug kept(
            String name, String seen, Function<MechanismContext, AuthenticationMechanism<?>> create) {
        return PlantedBug.of(name, Rule.NOTHING_IS_KEPT, seen, create);
    }

    private static HealthyMechanism rememberingKeys(MechanismContext context) {
        Map<Integer, Integer> failures = new ConcurrentHashMap<>();
        return StateBugs.keeping(context, failures, key -> failures.merge(key.hashCode(), 1, Integer::sum));
    }

    private static HealthyMechanism rememberingTimes(MechanismContext context) {
        Times times = new Times();
        return StateBugs.keeping(context, times, times::add);
    }

    private static HealthyMechanism rememberingChain(MechanismContext context) {
        Chain chain = new Chain();
        return StateBugs.keeping(context, chain, chain::add);
    }

    private static HealthyMechanism rememberingDigests(MechanismContext context) {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        return StateBugs.keeping(context, refused, key -> refused.add(StateBugs.digest(key)));
    }

    private static HealthyMechanism rememberingLast(MechanismContext context) {
        Queue<String> last = new ConcurrentLinkedQueue<>();
        return StateBugs.keeping(context, last, key -> {
            last.add(key);
            if (last.size() > 64) {
                last.poll();
            }
        });
    }
}
