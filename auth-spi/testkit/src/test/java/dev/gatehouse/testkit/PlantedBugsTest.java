package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted bug is found by the rule for it, and the message says what the bug is. */
class PlantedBugsTest {

    static Stream<PlantedBug> bugs() {
        return Stream.of(
                        BlockingBugs.all(),
                        StateBugs.all(),
                        MemoryBugs.all(),
                        LifeBugs.all(),
                        CredentialBugs.all(),
                        SecretBugs.all())
                .flatMap(List::stream);
    }

    static Stream<PlantedBug> healthy() {
        List<PlantedBug> others = List.of(
                PlantedBug.of("nothing wrong", Rule.PARTS, "", HealthyMechanism::new),
                PlantedBug.of("everything closed", Rule.RELEASED, "", LifeBugs::closingEverything),
                StateBugs.healthySingleUse());
        return Stream.of(CredentialBugs.healthy(), SecretBugs.healthy(), others).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void bug_isFoundAndNamed(PlantedBug bug) {
        Map<Rule, String> broken = new TreeMap<>();
        for (AssertionError failure : ContractRun.failures(bug.contract())) {
            broken.merge(ContractRun.rule(failure), failure.getMessage(), (one, other) -> one);
        }
        assertEquals(EnumSet.copyOf(bug.broken()), broken.keySet(), () -> broken.toString());
        assertTrue(broken.values().stream().anyMatch(message -> message.contains(bug.seen())), () -> broken.toString());
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void healthyMechanism_keepsEveryRule(PlantedBug variant) {
        assertEquals(List.of(), ContractRun.failures(variant.contract()));
    }

    static List<PlantedBug> unseen() {
        return UnseenBugs.all();
    }

    /** When a rule begins to find one of them, it belongs into the other table. */
    @ParameterizedTest
    @MethodSource("unseen")
    void bugThatNoTestSees_passes(PlantedBug bug) {
        assertEquals(List.of(), ContractRun.failures(bug.contract()));
    }

    @Test
    void everyBug_isAnother() {
        List<String> names = bugs().map(PlantedBug::name).toList();
        assertEquals(Set.copyOf(names).size(), names.size());
        assertTrue(names.size() >= 49, "only " + names.size() + " bugs");
    }
}
