package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.MechanismContext;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A mechanism that is wrong in one way.
 *
 * @param name what is wrong
 * @param broken the rules that find it
 * @param seen what the message of the first says about it
 * @param create creates the mechanism
 * @param good its good requests
 * @param singleUse whether its credentials can be used once
 * @param remembersAtMost how much it may remember
 * @param settings its settings
 */
record PlantedBug(
        String name,
        Set<Rule> broken,
        String seen,
        Function<MechanismContext, AuthenticationMechanism<?>> create,
        IntFunction<TestRequest> good,
        boolean singleUse,
        int remembersAtMost,
        PlantedSettings settings) {

    static PlantedBug of(
            String name, Rule broken, String seen, Function<MechanismContext, AuthenticationMechanism<?>> create) {
        return new PlantedBug(
                name,
                Set.of(broken),
                seen,
                create,
                number -> TestRequest.get("/").withHeader(HealthyMechanism.HEADER, HealthyMechanism.GOOD),
                false,
                0,
                PlantedSettings.NONE);
    }

    PlantedBug alsoBreaking(Rule... more) {
        Set<Rule> all = new HashSet<>(broken);
        all.addAll(Set.of(more));
        return new PlantedBug(name, all, seen, create, good, singleUse, remembersAtMost, settings);
    }

    PlantedBug withGood(IntFunction<TestRequest> requests) {
        return new PlantedBug(name, broken, seen, create, requests, singleUse, remembersAtMost, settings);
    }

    PlantedBug withSingleUse() {
        return new PlantedBug(name, broken, seen, create, good, true, remembersAtMost, settings);
    }

    PlantedBug remembering(int entries) {
        return new PlantedBug(name, broken, seen, create, good, singleUse, entries, settings);
    }

    PlantedBug withSettings(PlantedSettings other) {
        return new PlantedBug(name, broken, seen, create, good, singleUse, remembersAtMost, other);
    }

    MechanismContract contract() {
        return new PlantedContract(
                new PlantedFactory(create, settings.declared()),
                settings.values(),
                good,
                singleUse,
                remembersAtMost,
                new AtomicInteger());
    }

    @Override
    public String toString() {
        return name;
    }
}
