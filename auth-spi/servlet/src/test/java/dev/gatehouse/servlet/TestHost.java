package dev.gatehouse.servlet;

import ch.qos.logback.classic.Logger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Builds hosts for tests. */
final class TestHost {

    private TestHost() {}

    /** Returns a builder with these mechanisms, in this order, and nothing from the environment. */
    static Gatehouse.Builder of(FakeMechanism... mechanisms) {
        return of(Map.of(), mechanisms);
    }

    static Gatehouse.Builder of(Map<String, String> settings, FakeMechanism... mechanisms) {
        // Thousands of refusals are audited in these tests; those who want to see the lines attach an appender.
        ((Logger) LoggerFactory.getLogger("dev.gatehouse.audit")).setAdditive(false);
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent(
                "auth.mechanisms",
                Arrays.stream(mechanisms).map(FakeMechanism::name).collect(Collectors.joining(",")));
        Gatehouse.Builder builder = Gatehouse.builder().withoutEnvironment().settings(all);
        for (FakeMechanism mechanism : mechanisms) {
            builder.mechanism(mechanism);
        }
        return builder;
    }

    static FakeMechanism bearer() {
        return FakeMechanism.authorization("token", "Bearer");
    }

    static FakeMechanism session() {
        return FakeMechanism.cookie("session", "SID");
    }
}
